import type { Seals } from "#app/platform/seal.ts";
import type { Db } from "#db/open.ts";
import { openKeptCertificate } from "../certificate.ts";
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

/**
 * These certificates as they were first drawn, one after another, named by the code that the register and the CSV have
 * too. One that does not open any more is left out: none is drawn here.
 */
export async function* certificateFiles(
  db: Db,
  { seals, kept }: { seals: Seals; kept: { recordId: string; code: string }[] },
): AsyncGenerator<{ name: string; bytes: Buffer }> {
  for (const { recordId, code } of kept) {
    const bytes = await openKeptCertificate(db, { seals, recordId });
    if (bytes) yield { name: `certificate-${code}.pdf`, bytes };
  }
}
