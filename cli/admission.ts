import { admitEntry, findHeld } from "#app/domain/evidence/admission.ts";
import { verifyEvidence } from "#app/domain/evidence/verification.ts";
import { Unsigned, writeEvidence } from "#app/domain/evidence/writing.ts";
import { now } from "#app/platform/clock.ts";
import { entryStamps } from "#app/platform/entry-stamps.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { journal } from "#app/platform/journal.ts";
import { keyStore } from "#app/platform/keys.ts";
import { settings, Unfit } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";
import { sentenceOfHeld } from "#server/evidence.ts";
import { tell, writeReport } from "./command.ts";

/**
 * Shows the first entry that is held back from the journal; with its hash, takes it for the server's own and signs on.
 * Nothing is admitted beside which `verify` finds a fault.
 */
export async function admit(
  db: Db,
  { hash, json }: { hash: string | undefined; json: string | undefined },
): Promise<number> {
  const kept = journal();
  const keys = evidenceKeys();
  const known = keys.known();
  const held = await findHeld(db, { journal: kept, known });
  if (!held) throw new Unfit("No entry is held back: all that stands in the database may be signed.");
  if (!held.isStranger) throw new Unfit(`${sentenceOfHeld(held)}.`);
  const list = openErasureList(settings().evidenceFolder);
  const { fault } = await verifyEvidence(db, { journal: kept, list, known });
  if (fault) return tell(fault);
  writeReport(json, { entry: held.position + 1, hash: held.entry.leaf_hash, body: JSON.parse(held.entry.body) });
  if (hash === undefined) return show(held);
  const stamps = entryStamps();
  if (!stamps) throw new Unfit(`There is no entries.key in ${settings().keysFolder}: put it back.`);
  const done = await admitEntry(db, { journal: kept, known, hash, stamps, actor: { kind: "cli" }, now: now() });
  if ("refused" in done) throw new Unfit("This is not the hash of the entry that is held back: look at it again.");
  console.log(`Entry ${done.position + 1} is admitted.`);
  try {
    await writeEvidence(db, { journal: kept, seals: keyStore(), signer: keys.signing(), known, now: now() });
  } catch (error) {
    if (!(error instanceof Unsigned)) throw error;
    console.log(`OPEN  ${error.message}`);
    return 4;
  }
  console.log("The log is signed to its end.");
  return 0;
}

function show({ position, entry }: { position: number; entry: { body: string; leaf_hash: string } }): number {
  console.log(`Entry ${position + 1} of the evidence log was not appended by this server. It says:

  ${entry.body}

Somebody wrote it into the database. Find out who. A record that nobody earned is admitted and then revoked on the
register, so that the log says both; or restore the database from the last backup. To admit it:

  npm run attune -- evidence admit ${entry.leaf_hash}`);
  return 4;
}
