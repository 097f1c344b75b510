import type { Seals } from "#app/platform/seal.ts";
import type { Db } from "#db/open.ts";
import { openKeptCertificate } from "../certificate.ts";
import { type ReportAsked, selectPlaces } from "../team-report.ts";

/**
 * The kept certificates of a report's completions: which records, by their code, those of accounts that were merged into
 * a person's own among them. Two queries.
 */
export async function listKeptCertificates(db: Db, asked: ReportAsked): Promise<{ recordId: string; code: string }[]> {
  const kept = [...(await listOn(db, asked, "account.id")), ...(await listOn(db, asked, "account.alias_of"))];
  return kept.sort((one, other) => (one.code < other.code ? -1 : 1));
}

async function listOn(db: Db, asked: ReportAsked, account: "account.id" | "account.alias_of") {
  const rows = await selectPlaces(db, { ...asked, filter: { ...asked.filter, status: "complete" } })
    .innerJoin("person as account", account, "standing.person_id")
    .innerJoin("completion_record as record", (join) =>
      join
        .onRef("record.person_id", "=", "account.id")
        .onRef("record.course_id", "=", "standing.course_id")
        .onRef("record.cycle", "=", "standing.completed_cycle"),
    )
    .innerJoin("certificate", "certificate.record_id", "record.id")
    .leftJoin("completion_record as later", "later.replaces", "record.id")
    .select(["record.id", "record.code"])
    .where("later.id", "is", null)
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
