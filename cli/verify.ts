import { readFileSync } from "node:fs";
import { type Proven, verifyBundle } from "#app/domain/evidence/bundle.ts";
import { type Fault, verifyEvidence } from "#app/domain/evidence/verification.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { openJournal } from "#app/platform/journal.ts";
import { settings } from "#app/platform/settings.ts";
import { type Command, withDatabase, writeReport } from "./command.ts";

/** Verifies all evidence, or what one file holds. Fails at the first bad thing and names it. */
export const verify: Command = {
  summary: "verifies all evidence; a record's bundle, alone; or the log against a checkpoint of before",
  subject: "[FILE]",
  run: async ({ json, subject: file }) => {
    const text = file ? readFileSync(file, "utf8") : undefined;
    if (text?.startsWith("{")) return verifyOne(text, json);
    // What was copied from a terminal may end in a line more.
    return verifyAll(text && `${text.trimEnd()}\n`, json);
  },
};

function verifyAll(kept: string | undefined, json: string | undefined): Promise<number> {
  return withDatabase(async ({ db }) => {
    const journal = openJournal(settings().evidenceFolder);
    const known = evidenceKeys().known();
    const found = await verifyEvidence(db, { journal, known, kept: kept === undefined ? [] : [kept] });
    journal.close();
    writeReport(json, found);
    if (found.fault) return tell(found.fault);
    const { entries, records, withdrawn, checkpoints, waiting } = found;
    console.log(
      `good  ${entries} entries, ${records} records (${withdrawn} withdrawn), ${checkpoints} checkpoints, database and journal alike`,
    );
    if (kept !== undefined) console.log("good  the log has grown out of the checkpoint given");
    if (waiting > 0) console.log(`note  ${waiting} of the entries are not signed yet: a start or the outbox does it`);
    if (known === undefined) console.log("note  there is no evidence.pub here: the log's own keys were believed");
    if (found.newest) console.log(`\nThe newest checkpoint, to keep elsewhere:\n\n${found.newest}`);
    return 0;
  });
}

/** Needs no database. */
async function verifyOne(text: string, json: string | undefined): Promise<number> {
  const found = verifyBundle(text, evidenceKeys().known());
  writeReport(json, found);
  if ("rule" in found) return tell(found);
  for (const line of describe(found)) console.log(line);
  return 0;
}

function tell({ where, rule }: Fault): number {
  console.log(`BAD   ${where} ${rule}.`);
  return 1;
}

function describe({ entry, person, number, size, signer, isKnown, revokedAt, supersededAt }: Proven): string[] {
  const { course, completedAt, credit, code } = entry;
  const hours = `${credit.hours} ${credit.unit}${credit.hours === 1 ? "" : "s"}`;
  return [
    `good  record ${code}: ${course.title} ${course.version}, ${hours}, completed ${completedAt}`,
    `good  ${person ? `issued to ${person.name}` : "the person's part was withdrawn"}`,
    `good  entry ${number} of a log that was signed with ${size} entries`,
    isKnown ? `good  signed by ${signer}, a key known here` : `note  signed by ${signer}: compare it with the practice`,
    ...(revokedAt ? [`note  REVOKED on ${revokedAt}`] : []),
    ...(supersededAt ? [`note  SUPERSEDED on ${supersededAt} by a later record`] : []),
  ];
}
