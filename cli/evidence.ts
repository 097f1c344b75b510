import { writeFileSync } from "node:fs";
import { findHeld } from "#app/domain/evidence/admission.ts";
import { exportBundle } from "#app/domain/evidence/export.ts";
import { reconcile } from "#app/domain/evidence/reconciliation.ts";
import { rotateSigner } from "#app/domain/evidence/rotation.ts";
import { listAnnounced } from "#app/domain/evidence/writing.ts";
import { now } from "#app/platform/clock.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { journal } from "#app/platform/journal.ts";
import { keyStore } from "#app/platform/keys.ts";
import { settings, Unfit } from "#app/platform/settings.ts";
import { readyStamps, sentenceOfHeld } from "#server/evidence.ts";
import { admit } from "./admission.ts";
import { type Command, withDatabase, writeReport } from "./command.ts";

/** The evidence log: its key turned, one record taken out of it, or an entry admitted that the server did not append. */
export const evidence: Command = {
  summary: "rotate: signs with a new key; export CODE FILE: writes a record's bundle; admit: see operators.md",
  subject: "rotate|export|admit",
  words: 2,
  run: async ({ json, subject, words }) => {
    if (subject === "rotate" && words.length === 0) return rotate(json);
    const [code, file] = words;
    if (subject === "export" && code && file) return writeOne(code, file);
    if (subject === "admit" && words.length < 2) return withDatabase(({ db }) => admit(db, { hash: code, json }));
    throw new Unfit("Say `evidence rotate`, `evidence export CODE FILE` or `evidence admit`.");
  },
};

/** The server may run meanwhile. */
function rotate(json: string | undefined): Promise<number> {
  return withDatabase(async ({ db }) => {
    const held = await findHeld(db, { journal: journal(), known: evidenceKeys().known() });
    if (held) throw new Unfit(`${sentenceOfHeld(held)}. No new key was made.`);
    const announced = (await listAnnounced(db)).map(({ key }) => key);
    const [name] = announced[0]?.split("+") ?? [];
    if (!name) throw new Unfit("There is no evidence log yet: start once with `npm start`, which begins it.");
    const keys = evidenceKeys();
    keys.remember(announced);
    const [present, next] = [keys.signing(), keys.prepareNext(name)];
    const [kept, seals] = [journal(), keyStore()];
    await readyStamps(db, { keysFolder: settings().keysFolder, journal: kept });
    // Without its key nothing serves. What only the journal holds comes back first: a new key on a shorter log would
    // make two histories of one.
    const isLost = present === undefined || !announced.includes(present.key);
    const done = isLost
      ? await reconcile(db, { journal: kept, seals, signer: undefined, known: keys.known(), now: now() })
      : undefined;
    if (done && "refused" in done) {
      throw new Unfit(
        "The database and the evidence journal do not belong together, so no new key was made: put back the evidence folder of this database; `npm run attune -- verify` says more.",
      );
    }
    const told = { journal: kept, seals, present, next, take: keys.takeNext, now: now() };
    await rotateSigner(db, told);
    console.log(`The evidence log is signed by ${name}+${next.id} from now on; records from before verify as before.`);
    writeReport(json, { key: next.key });
    return 0;
  });
}

function writeOne(code: string, file: string): Promise<number> {
  return withDatabase(async ({ db }) => {
    const signer = evidenceKeys().signing();
    if (!signer) throw new Unfit("There is no evidence.key, which signs how the record stands: put it back.");
    const bundle = await exportBundle(db, { code: code.replaceAll(" ", "").toUpperCase(), signer, now: now() });
    if (!bundle) throw new Unfit("No signed record has this code: look at the code on the record.");
    // It names a person: for this user alone.
    writeFileSync(file, bundle, { mode: 0o600 });
    console.log(`Wrote ${file}. Anyone can verify it with \`npm run attune -- verify ${file}\`; it holds the name.`);
    return 0;
  });
}
