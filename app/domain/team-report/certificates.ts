import type { Db } from "#db/open.ts";
import { type Opener, openDrawn } from "../certificate.ts";
import { type ReportAsked, selectPlaces } from "../team-report.ts";

/** The kept certificates of a report's completions: which records, by their code. One query. */
export async function listKeptCertificates(db: Db, asked: ReportAsked): Promise<{ recordId: string; code: string }[]> {
  const rows = await selectPlaces(db, { ...asked, filter: { ...asked.filter, status: "complete" } })
    .innerJoin("completion_record as record", (join) =>
      join
        .onRef("record.person_id", "=", "standing.person_id")
        .onRef("record.course_id", "=", "standing.course_id")
        .onRef("record.cycle", "=", "standing.completed_cycle"),
    )
    .innerJoin("certificate", "certificate.record_id", "record.id")
    .leftJoin("completion_record as later", "later.replaces", "record.id")
    .select(["record.id", "record.code"])
    .where("later.id", "is", null)
    .orderBy("record.code")
    .execute();
  return rows.map(({ id: recordId, code }) => ({ recordId, code }));
}

/** How many are read at once. */
const pageSize = 50;

/**
 * These certificates as they were first drawn, one after another, named by the code that the register and the CSV have
 * too. One that does not open any more, and is not drawn the same, is left out.
 */
export async function* certificateFiles(
  db: Db,
  { kept, ...opener }: Opener & { kept: { recordId: string }[] },
): AsyncGenerator<{ name: string; bytes: Buffer }> {
  for (let from = 0; from < kept.length; from += pageSize) {
    const recordIds = kept.slice(from, from + pageSize).map(({ recordId }) => recordId);
    for await (const { code, pdf, isFirst } of openDrawn(db, { ...opener, recordIds }))
      if (isFirst) yield { name: `certificate-${code}.pdf`, bytes: pdf };
  }
}
