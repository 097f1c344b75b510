import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { findHeld } from "#app/domain/evidence/admission.ts";
import { type Ailment, lookAtEvidence } from "#app/domain/evidence/health.ts";
import type { JournalEnd } from "#app/domain/evidence/journal-line.ts";
import { verifyEvidence } from "#app/domain/evidence/verification.ts";
import { findClockRight } from "#app/domain/evidence.ts";
import { now } from "#app/platform/clock.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import { evidenceKeys, openEvidenceKeys } from "#app/platform/evidence-keys.ts";
import { type Journal as OpenJournal, openJournal } from "#app/platform/journal.ts";
import { settings } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";
import { sentenceOfHeld } from "#server/evidence.ts";
import { logThreads } from "../log-threads.ts";

/** Under how many bytes the disk of the journal is as good as full. */
const leastFree = 100 * 1024 * 1024;

/**
 * Whether evidence is whole: at first sight the journal beside the database, the key that signs and the disk; and where
 * that is well, all that `verify` looks at but the files of certificates, which it opens one by one.
 */
export async function askEvidence(db: Db): Promise<{ subject: string; good: boolean; says: string }> {
  const { evidenceFolder, keysFolder } = settings();
  const signingKey = existsSync(keysFolder) ? openEvidenceKeys(keysFolder).signing()?.key : undefined;
  const { entries, ailments } = await lookAtEvidence(db, { journal: await readEnd(), signingKey });
  const held = ailments.some(({ kind }) => kind === "journal-behind") ? await askHeld(db) : [];
  const seen = [...held, ...ailments.map((one) => sentenceOf(one, { evidenceFolder, keysFolder }))];
  const found = seen.length > 0 ? seen : await askAll(db);
  const wrong = [...found, ...(await askClock(db)), ...askDisk(evidenceFolder)];
  const well = entries === 0 ? "no entry yet" : `${entries} entries, in the journal and signed`;
  return { subject: "evidence", good: wrong.length === 0, says: wrong.length === 0 ? well : wrong.join("; ") };
}

/** Looks into the journal without making one; `none` where there is none. */
async function withJournal<T>(none: T, look: (journal: OpenJournal) => Promise<T>): Promise<T> {
  const { evidenceFolder } = settings();
  if (!existsSync(join(evidenceFolder, "journal.jsonl"))) return none;
  const journal = openJournal(evidenceFolder);
  try {
    return await look(journal);
  } finally {
    journal.close();
  }
}

function readEnd() {
  return withJournal<{ end: JournalEnd; isTorn: boolean } | undefined>(undefined, async (journal) => ({
    end: journal.end(),
    isTorn: journal.read().isTorn,
  }));
}

/** What keeps the journal behind for good. */
function askHeld(db: Db): Promise<string[]> {
  return withJournal<string[]>([], async (journal) => {
    const held = await findHeld(db, { journal, known: evidenceKeys().known() });
    return held ? [sentenceOfHeld(held)] : [];
  });
}

function askAll(db: Db): Promise<string[]> {
  const { evidenceFolder, databaseUrl } = settings();
  return withJournal<string[]>([], async (journal) => {
    const list = openErasureList(evidenceFolder);
    const threads = logThreads({ databaseUrl, evidenceFolder });
    const { fault } = await verifyEvidence(db, { journal, list, known: evidenceKeys().known(), threads });
    return fault ? [`${fault.where} ${fault.rule}: see verify`] : [];
  });
}

async function askClock(db: Db): Promise<string[]> {
  const right = await findClockRight(db, now());
  return right
    ? [
        `the clock stands behind the log, so that nothing is issued or revoked before ${right.toISOString()}: set it right`,
      ]
    : [];
}

function askDisk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return [`${folder} cannot be written to`];
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  return bavail * bsize < leastFree ? [`the disk of ${folder} has ${free} MB left`] : [];
}

function sentenceOf(ailment: Ailment, { evidenceFolder, keysFolder }: Record<"evidenceFolder" | "keysFolder", string>) {
  const entries = "entries" in ailment ? `${ailment.entries} ${ailment.entries === 1 ? "entry" : "entries"}` : "";
  const sentences = {
    "journal-behind": `${entries} of the log not in the journal of ${evidenceFolder}: a start writes what is missing`,
    "journal-ahead": `${entries} of the journal not in the database, which is an older copy: a start restores them`,
    torn: "the journal ends within a line, as after a power cut: a start mends it",
    unsigned: `${entries} not signed`,
    "no-signing-key": `the key that signs, evidence.key, is not in ${keysFolder}: put it back, or have a new one sign with evidence rotate`,
    "strange-signing-key": `evidence.key in ${keysFolder} is not the log's: put back the folder of keys that belongs to this database`,
  };
  return sentences[ailment.kind];
}
