import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { EvidenceExportTable } from "#db/schema.ts";
import type { PersonActor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { findNewestCheckpoint } from "./evidence/export.ts";
import { listPacked, mostPacked } from "./evidence/pack/selection.ts";

export type ExportKind = EvidenceExportTable["kind"];

/** A file of evidence that somebody asked for. */
export interface EvidenceExport {
  id: string;
  kind: ExportKind;
  courseId: string | null;
  releaseId: string | null;
  from: string | null;
  to: string | null;
  at: string;
}

interface Asked {
  actor: PersonActor;
  /** The form's key: the same form sent twice is one export. */
  key: string;
  kind: ExportKind;
  courseId: string | null;
  releaseId?: string | null;
  from: string | null;
  to: string | null;
  zone: string;
  now: Date;
}

/** How long a file can be downloaded after it was asked for. */
const openFor = 60 * 60_000;

/**
 * Notes who asks for which file of evidence, in the trail too; it can be downloaded for an hour. Refused for a period
 * that ends before it begins, for a course that is not there, and for a pack of more than 10,000 records.
 */
export async function askForExport(
  db: Db,
  asked: Asked,
): Promise<{ export: string } | { refused: "ends-first" | "no-course" | "too-many" }> {
  const { actor, key, kind, courseId, releaseId = null, from, to, now } = asked;
  if (from !== null && to !== null && to < from) return { refused: "ends-first" };
  if (!(await isCourse(db, courseId))) return { refused: "no-course" };
  if (kind === "pack" && (await countPacked(db, asked)) > mostPacked) return { refused: "too-many" };
  return transact(db, async (db) => {
    const first = await db.selectFrom("evidence_export").select("id").where("form_key", "=", key).executeTakeFirst();
    if (first) return { export: first.id };
    const id = newId();
    const of = { course_id: courseId, release_id: releaseId, from_day: from, to_day: to };
    const row = { id, form_key: key, kind, ...of, person_id: actor.id, at: now.toISOString() };
    await db.insertInto("evidence_export").values(row).execute();
    await writeAudit(db, { actor, act: acts[kind], subject: { kind: "evidence-export", id }, now });
    return { export: id };
  });
}

const acts: Record<ExportKind, string> = {
  pack: "export evidence pack",
  roster: "export roster",
  assessment: "open assessment pack",
};

/** What this person asked for within the last hour; undefined for another's, other kinds and one that is over. */
export async function findExport(
  db: Db,
  { personId, exportId, kinds, now }: { personId: string; exportId: string; kinds: ExportKind[]; now: Date },
): Promise<EvidenceExport | undefined> {
  const row = await db
    .selectFrom("evidence_export")
    .selectAll()
    .where("id", "=", exportId)
    .where("person_id", "=", personId)
    .where("kind", "in", kinds)
    .where("at", ">", new Date(now.getTime() - openFor).toISOString())
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, kind, course_id: courseId, release_id: releaseId, from_day: from, to_day: to, at } = row;
  return { id, kind, courseId, releaseId, from, to, at };
}

async function isCourse(db: Db, courseId: string | null): Promise<boolean> {
  if (courseId === null) return true;
  return (await db.selectFrom("course").select("id").where("id", "=", courseId).executeTakeFirst()) !== undefined;
}

async function countPacked(db: Db, { courseId, from, to, zone }: Asked): Promise<number> {
  const at = await findNewestCheckpoint(db);
  return at ? (await listPacked(db, { courseId, from, to, zone, below: at.size })).length : 0;
}
