import { stampWaiting } from "#app/domain/evidence/admission.ts";
import { lookAtFiles } from "#app/domain/evidence/health.ts";
import type { Held } from "#app/domain/evidence/held.ts";
import { type Apart, type Reconciled, reconcile } from "#app/domain/evidence/reconciliation.ts";
import { announceKey } from "#app/domain/evidence/rotation.ts";
import type { Fault } from "#app/domain/evidence/verification/fault.ts";
import { listAnnounced } from "#app/domain/evidence/writing.ts";
import { countInWords } from "#app/messages/amounts.ts";
import { newEntryStamps, openEntryStamps, takeEntryStamps } from "#app/platform/entry-stamps.ts";
import { type EvidenceKeys, openEvidenceKeys, type SigningKey } from "#app/platform/evidence-keys.ts";
import { type Journal, openJournal } from "#app/platform/journal.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { type Settings, Unfit } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";

type Places = Pick<Settings, "keysFolder" | "evidenceFolder" | "url">;

/**
 * Before anything is served: brings the database and the evidence journal together and makes the key that signs, where
 * there is no log yet. Refuses a start without the key that the log is signed with, or on a journal of another history;
 * tells of files beside the journal that are not what they were.
 * Answers with the lines to print.
 */
export async function reconcileEvidence(db: Db, places: Places, now: Date): Promise<string[]> {
  const { keysFolder, evidenceFolder } = places;
  const journal = openJournal(evidenceFolder);
  const seals = openKeyStore(keysFolder);
  try {
    const taken = await readyStamps(db, { keysFolder, journal });
    const keys = openEvidenceKeys(keysFolder);
    const signer = await findSigner(db, { keys, places, kept: journal.end().entries, now });
    const done = await reconcile(db, { journal, seals, signer, known: keys.known(), now });
    if ("refused" in done) throw new Unfit(sentenceOf(done, places));
    const odd = await lookAtFiles(db, { kept: journal, known: keys.known() });
    return [...linesOf({ ...done, taken }), ...odd.map(lineOf)];
  } finally {
    journal.close();
    seals.close();
  }
}

/**
 * Has this process stamp the entries that it appends. Where there is no key for that yet, one is made, and what stands in
 * the database alone by then is taken as it is: how many entries.
 */
export async function readyStamps(
  db: Db,
  { keysFolder, journal }: { keysFolder: string; journal: Journal },
): Promise<number> {
  let taken = 0;
  if (!openEntryStamps(keysFolder)) {
    const stamps = newEntryStamps(keysFolder);
    taken = await stampWaiting(db, { journal, stamps });
    stamps.keep();
  }
  takeEntryStamps(keysFolder);
  return taken;
}

async function findSigner(
  db: Db,
  { keys, places, kept, now }: { keys: EvidenceKeys; places: Places; kept: number; now: Date },
): Promise<SigningKey> {
  const announced = (await listAnnounced(db)).map(({ key }) => key);
  const present = keys.signing();
  // Lost with the rest of the folder; what the log announced is public.
  if (!keys.known() && announced.length > 0) keys.remember(announced);
  if (announced.length === 0 && kept === 0) return present ?? keys.begin(newOrigin(places.url));
  if (present && (announced.includes(present.key) || announced.length === 0)) return present;
  if (announced.length > 0 && kept <= announced.length && !(await hasRecord(db))) return replaceKey(db, { keys, now });
  throw new Unfit(
    `The key that signs the evidence log is not in ${places.keysFolder}: put back the folder of keys that belongs to this database. ` +
      "If it is lost for good, `npm run attune -- evidence rotate` makes a new one; records from before still verify.",
  );
}

async function hasRecord(db: Db): Promise<boolean> {
  const row = await db.selectFrom("completion_record").select("id").limit(1).executeTakeFirst();
  return row !== undefined;
}

/** A lost key that has signed no record yet needs nobody's decision. */
async function replaceKey(db: Db, { keys, now }: { keys: EvidenceKeys; now: Date }): Promise<SigningKey> {
  const [first] = await listAnnounced(db);
  const signer = keys.prepareNext(first?.key.split("+")[0] ?? "");
  await announceKey(db, { signer, actor: { kind: "start" }, now });
  keys.takeNext();
  return signer;
}

/** The log's name for ever; the address is in it to be told apart by people, and is asked by nobody. */
function newOrigin(url: string): string {
  return `${new URL(url).host}/evidence/${crypto.randomUUID().slice(0, 8)}`;
}

function sentenceOf({ refused, line }: Apart, { evidenceFolder, keysFolder }: Places): string {
  const journal = `Line ${line} of ${evidenceFolder}/journal.jsonl`;
  const away =
    "or move that file away, and it is written anew from the database, without what only the file held; leave erasures.jsonl where it is. `npm run attune -- verify` says more.";
  const sentences = {
    "another-history": `${journal} says other than the database: put back the evidence folder that belongs to it, ${away}`,
    "damaged-line": `${journal} is damaged: put back a copy of the evidence folder, ${away}`,
    "unknown-signature": `${journal} is signed by a key that is not in ${keysFolder}/evidence.pub: put back the folder of keys or of evidence that belongs to this database, ${away}`,
  };
  return sentences[refused];
}

/** The log itself is good, so a start goes on. */
function lineOf({ where, rule }: Fault): string {
  return `LOOK: ${where} ${rule}. The evidence log itself is whole; put back what was there, and see \`npm run attune -- verify\`.`;
}

/** What stands in the way of signing, and what to do. */
export function sentenceOfHeld({ where, rule, isStranger }: Held): string {
  const way = isStranger
    ? "`npm run attune -- evidence admit` shows it and says what to do"
    : "restore the database from the last backup; what was signed since comes back from the journal";
  return `${where} ${rule}, so that neither it nor what follows is signed: ${way}`;
}

function linesOf(done: Reconciled & { taken: number }): string[] {
  const { torn, lacked, restored, nameless, held, taken } = done;
  return [
    taken > 0
      ? `LOOK: entries.key was not in the folder of keys, so that a new one was made: what stood unsigned in the log (${taken === 1 ? "one entry" : `${taken} entries`}) is taken as this server's own.`
      : "",
    held ? `LOOK: ${sentenceOfHeld(held)}.` : "",
    torn > 0 ? "The evidence journal ended within a line, as after a power cut; it was mended." : "",
    lacked > 0
      ? `${lacked === 1 ? "One entry" : `${lacked} entries`} of the log stood in the database and not in the evidence journal, and ${lacked === 1 ? "was" : "were"} written into it: one or two are usual after a power cut, more mean that the file was cut or taken away.`
      : "",
    restored > 0
      ? `${restored} completion record${restored === 1 ? "" : "s"} came back from the evidence journal.`
      : "",
    alsoBack(done),
    nameless > 0 ? `${nameless} of them without a name: its key is not in the folder of keys.` : "",
  ].filter((line) => line !== "");
}

/** What came back that ends or closes something: who restored an older copy may think that it still stands. */
function alsoBack({ revoked, unnamed, accounts }: Reconciled): string {
  const parts = [
    revoked > 0 ? countInWords(revoked, "revocation") : "",
    unnamed > 0 ? countInWords(unnamed, "withdrawal of a name", "withdrawals of names") : "",
    accounts > 0 ? countInWords(accounts, "closing or erasure of an account", "closings or erasures of accounts") : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? `Back from the evidence journal too: ${parts.join(", ")}.` : "";
}
