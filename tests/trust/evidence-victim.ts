/**
 * A process of its own that signs a learner's attestation as the server does, up to its answer, and is killed at one
 * point of it.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { signAttestation } from "#app/domain/completion.ts";
import { writeEvidence } from "#app/domain/evidence/writing.ts";
import { takeEntryStamps } from "#app/platform/entry-stamps.ts";
import { openEvidenceKeys } from "#app/platform/evidence-keys.ts";
import { type Journal, openJournal } from "#app/platform/journal.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { openDatabase } from "#db/open.ts";
import { runBeforeAnswer } from "#server/jobs.ts";
import type { Learner } from "#tests/support/cast.ts";
import { later } from "#tests/support/cast.ts";
import { url } from "#tests/support/sitting.ts";
import type { Failpoint } from "./evidence-failpoints.ts";
import { aroundCommit } from "./power-cut.ts";

export interface Killing {
  databaseUrl: string;
  folder: string;
  failpoint: Failpoint;
  learner: Learner;
  confirmation: string;
}

const [file = ""] = process.argv.slice(2);
const { databaseUrl, folder, failpoint, learner, confirmation }: Killing = JSON.parse(readFileSync(file, "utf8"));
const { db } = openDatabase(databaseUrl);
const now = later({ minutes: 1 });
const journal = dying(openJournal(join(folder, "evidence")));
const seals = openKeyStore(join(folder, "keys"));
takeEntryStamps(join(folder, "keys"));
const signer = openEvidenceKeys(join(folder, "keys")).signing();

const acting = aroundCommit(db, async (commit) => {
  dieAt("before commit");
  await commit();
  dieAt("after commit");
});
await signAttestation(acting, { ...learner, confirmation, url, now });
const perform = async () => {
  await writeEvidence(db, { journal, seals, signer, now });
  return "written";
};
await runBeforeAnswer(db, { perform, clock: () => now });
dieAt("before answer");
process.stdout.write("answered");
process.exit(0);

function dying(journal: Journal): Journal {
  let appends = 0;
  return {
    ...journal,
    append(next) {
      if (failpoint === "within the journal") {
        appendFileSync(join(folder, "evidence", "journal.jsonl"), '{"before":"half of a li');
        dieAt("within the journal");
      }
      journal.append(next);
      appends++;
      if (appends === 1) dieAt("after journal");
      if (appends === 2) dieAt("after signature");
    },
  };
}

function dieAt(point: Failpoint): void {
  if (point !== failpoint) return;
  process.kill(process.pid, "SIGKILL");
  // Not every system ends a process within the call.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
