import type { Db } from "#db/open.ts";
import { canonicalText } from "./body.ts";
import type { JournalEnd } from "./journal-line.ts";
import { type Fault, fault, isFault } from "./verification/fault.ts";
import { readKeys } from "./verification/keys.ts";
import type { Kept } from "./verification/release-rows.ts";
import { listAnnounced } from "./writing.ts";

/** What is wrong with the evidence at first sight; `verify` looks at all of it. */
export type Ailment =
  /** Entries of the database that the journal lacks, or lacks altogether. */
  | { kind: "journal-behind"; entries: number }
  /** Entries of the journal that the database lacks: it is an older copy. */
  | { kind: "journal-ahead"; entries: number }
  | { kind: "torn" }
  | { kind: "unsigned"; entries: number }
  | { kind: "no-signing-key" }
  | { kind: "strange-signing-key" };

interface Look {
  /** Undefined where there is no journal. */
  journal: { end: JournalEnd; isTorn: boolean } | undefined;
  /** The key that signs, as a verifier key; undefined where it is not there. */
  signingKey: string | undefined;
}

/** Whether the log, the journal and the key belong together. Answers with how long the log is. Three queries. */
export async function lookAtEvidence(db: Db, look: Look): Promise<{ entries: number; ailments: Ailment[] }> {
  const { size } = await db.selectFrom("evidence_head").select("size").executeTakeFirstOrThrow();
  const signed = await db
    .selectFrom("evidence_checkpoint")
    .select("size")
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  const announced = (await listAnnounced(db)).map(({ key }) => key);
  const { entries = 0 } = look.journal?.end ?? {};
  const isStrange = look.signingKey !== undefined && size > 0 && !announced.includes(look.signingKey);
  const found: (Ailment | false)[] = [
    entries < size && { kind: "journal-behind", entries: size - entries },
    entries > size && { kind: "journal-ahead", entries: entries - size },
    look.journal?.isTorn === true && { kind: "torn" },
    (signed?.size ?? 0) < size && { kind: "unsigned", entries: size - (signed?.size ?? 0) },
    look.signingKey === undefined && size > 0 && { kind: "no-signing-key" },
    isStrange && { kind: "strange-signing-key" },
  ];
  return { entries: size, ailments: found.filter((one) => one !== false) };
}

/**
 * What is odd in the files beside the log, each by itself: the public keys are not those that it announces, or a release
 * or syllabus is not what the database holds. A query for each file, of which there are as many as releases.
 */
export async function lookAtFiles(
  db: Db,
  { kept, known }: { kept: Kept; known: string[] | undefined },
): Promise<Fault[]> {
  const odd: Fault[] = [];
  const keys = readKeys({ announced: await listAnnounced(db), known });
  if (isFault(keys)) odd.push(keys);
  for (const id of kept.releases.list()) {
    const row = await db.selectFrom("course_release").selectAll().where("id", "=", id).executeTakeFirst();
    if (!row || canonicalText(row) !== kept.releases.find(id)) odd.push(notOfTable(`releases/${id}.json`));
  }
  for (const id of kept.syllabi.list()) {
    const row = await db.selectFrom("syllabus").selectAll().where("release_id", "=", id).executeTakeFirst();
    if (!row || canonicalText(row) !== kept.syllabi.find(id)) odd.push(notOfTable(`syllabi/${id}.json`));
  }
  return odd;
}

function notOfTable(file: string): Fault {
  return fault(file, "is not what the database holds of it");
}
