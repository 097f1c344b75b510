import { readFileSync, statSync } from "node:fs";
import { verifyEvidence } from "#app/domain/evidence/verification.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { openJournal } from "#app/platform/journal.ts";
import { hasKeyStore, keyStore } from "#app/platform/keys.ts";
import { settings, Unfit } from "#app/platform/settings.ts";
import { type Command, tell, withDatabase, writeReport } from "./command.ts";
import { asCheckpoint, kindOf, kindsInWords } from "./file-kinds.ts";
import { logThreads } from "./log-threads.ts";
import { exitCodes } from "./verdict.ts";
import { verifyFile } from "./verify-file.ts";

/** Verifies all evidence, or what one file holds. Fails at the first bad thing and names it. */
export const verify: Command = {
  summary: "verifies all evidence; one file of it, alone; or the log against a checkpoint (verify --help)",
  unfit: exitCodes.unfit,
  subject: "[FILE]",
  options: ["key", "status", "bundle"],
  repeated: ["key"],
  run: async ({ json, subject: file, options }) => {
    for (const one of [file, ...Object.values(options).flat()])
      if (one && !statSync(one, { throwIfNoEntry: false })?.isFile()) throw new Unfit(`There is no file ${one}.`);
    if (!file) return verifyAll(undefined, json);
    const kept = kindOf(file) ? undefined : asCheckpoint(readFileSync(file, "utf8"));
    const { key: keys, status: [status] = [], bundle: [bundle] = [] } = options;
    return kept === undefined ? verifyFile(file, { json, keys, status, bundle }) : verifyAll(kept, json);
  },
  details: `A FILE is ${kindsInWords()}.
Without a FILE, all evidence is: the log, its journal and signatures; records with names, revocations, attestations
and certificates; the releases and syllabi that records rest on; erasures and public keys. A change of any of these
after it was signed is found, but for what no log can tell of itself: that its newest entries were cut off everywhere,
or that all was written anew with its key. A checkpoint kept elsewhere tells. Nothing else is looked at: not progress, attempts, evaluations, settings, assignments,
people's texts or the audit trail, of which a record froze what it prints.

  --key FILE     the practice's public keys, got from it by another way than the file: evidence.pub,
                 or for a credential what /credentials/keys shows; once for each such file
  --status FILE  the status list that a credential names
  --bundle FILE  the record's proof beside a certificate that carries none, or of a later day

The exit code:
  ${exitCodes.good}  genuine, signed by a key known here, and it held when that was last told
  ${exitCodes.bad}  BAD: changed, cut, or nothing that Attune knows
  ${exitCodes.unfit}  it could not be looked at: no such file, a wrong option, no keys
  ${exitCodes.ended}  ENDED: genuine, and revoked, superseded or expired; of a pack, one record in it or more
  ${exitCodes.unsettled}  OPEN: nothing is wrong with it, but nobody here knows who signed it, or how it stood of late;
     of all evidence: the journal lacks what the database holds

A file tells of the day that it names ("status as of"). What came after, only the practice knows.`,
};

function verifyAll(kept: string | undefined, json: string | undefined): Promise<number> {
  return withDatabase(async ({ db }) => {
    const { evidenceFolder, keysFolder, databaseUrl } = settings();
    const journal = openJournal(evidenceFolder);
    const known = evidenceKeys().known();
    const found = await verifyEvidence(db, {
      journal,
      list: openErasureList(evidenceFolder),
      opener: hasKeyStore(keysFolder) ? keyStore() : undefined,
      known,
      kept: kept === undefined ? [] : [kept],
      threads: logThreads({ databaseUrl, evidenceFolder }),
    });
    journal.close();
    writeReport(json, found);
    if (found.fault) return tell(found.fault);
    const { entries, records, withdrawn, checkpoints, waiting, unwritten, unopened, undrawn } = found;
    console.log(
      `good  ${count(entries, "entry", "entries")}, ${count(records, "record")} (${withdrawn} withdrawn), ${count(checkpoints, "checkpoint")}, ${unwritten > 0 ? "each as it was written" : "database, journal and files alike"}`,
    );
    if (unwritten > 0)
      console.log(
        `OPEN  the journal lacks the last ${count(unwritten, "entry", "entries")}, which ${unwritten === 1 ? "stands" : "stand"} in the database alone and ${unwritten === 1 ? "is" : "are"} not signed: see health for why; a server that runs writes what is missing by itself once it can`,
      );
    if (kept !== undefined) console.log("good  the log has grown out of the checkpoint given");
    if (waiting > unwritten)
      console.log(`note  not signed yet: ${count(waiting, "entry", "entries")}; a start or the outbox does it`);
    if (unopened > 0)
      console.log(`note  ${count(unopened, "certificate")} told by hash alone, without the key that opens the file`);
    if (undrawn > 0)
      console.log(`note  ${count(undrawn, "certificate")} back with an older copy and still to be drawn again`);
    if (known === undefined) console.log("note  there is no evidence.pub here: the log's own keys were believed");
    if (found.newest) console.log(`\nThe newest checkpoint, to keep elsewhere:\n\n${found.newest}`);
    return unwritten > 0 ? exitCodes.unsettled : exitCodes.good;
  });
}

function count(amount: number, one: string, more = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : more}`;
}
