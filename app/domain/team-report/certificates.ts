import type { Db } from "#db/open.ts";
import { type Opener, openDrawn } from "../certificate.ts";
import { type ReportAsked, selectPlaces } from "../team-report.ts";

/**
 * The records of a report's completions that have a certificate, in the order of their codes; those of accounts that were
 * merged into a person's own among them. Two queries.
 */
export async function listKeptCertificates(db: Db, asked: ReportAsked): Promise<{ recordId: string; code: string }[]> {
  const kept = [...(await listOn(db, asked, "account.id")), ...(await listOn(db, asked, "account.alias_of"))];
  return kept.sort((one, other) => (one.code < other.code ? -1 : 1));
}

async function listOn(db: Db, asked: ReportAsked, account: "account.id" | "account.alias_of") {
  return selectPlaces(db, { ...asked, filter: { ...asked.filter, status: "complete" } })
    .innerJoin("person as account", account, "standing.person_id")
    .innerJoin("completion_record as record", (join) =>
      join
        .onRef("record.person_id", "=", "account.id")
        .onRef("record.course_id", "=", "standing.course_id")
        .onRef("record.cycle", "=", "standing.completed_cycle"),
    )
    .innerJoin("certificate", "certificate.record_id", "record.id")
    .leftJoin("completion_record as later", "later.replaces", "record.id")
    .select(["record.id as recordId", "record.code"])
    .where("later.id", "is", null)
    .execute();
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
