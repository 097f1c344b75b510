import { type Db, transact } from "#db/open.ts";
import { dayIn } from "./calendar.ts";
import type { RecordEntry } from "./completion-record/entry.ts";
import { findRecord, type RecordPerson } from "./completion-record.ts";
import { isWithin, type Selection } from "./evidence/pack/selection.ts";

/** What a board asks for beside the course, as the learner gives it. */
export interface Reported {
  lastName: string;
  firstName: string;
  licenceNumber: string;
  jurisdiction: string;
}

interface Own {
  personId: string;
  recordId: string;
}

/** What the owner of a record lets be reported; undefined while that is nothing, as it is at first. One query. */
export async function findReported(db: Db, recordId: string): Promise<Reported | undefined> {
  const row = await db.selectFrom("reporting_consent").selectAll().where("record_id", "=", recordId).executeTakeFirst();
  return row && toReported(row);
}

/** What a form would begin with: the record's own name, its last word taken for the last name, and its first licence. */
export function suggestReported({ name, licences }: RecordPerson): Reported {
  const words = name.trim().split(/\s+/);
  const [licence] = licences;
  return {
    lastName: words.at(-1) ?? "",
    firstName: words.slice(0, -1).join(" "),
    licenceNumber: licence?.number ?? "",
    jurisdiction: licence?.jurisdiction ?? "",
  };
}

/**
 * Lets the practice report one's own record (CE-33), or takes that back with null. Undefined for another's record, and
 * for one whose name is withdrawn.
 */
export async function letReport(
  db: Db,
  { personId, recordId, reported, now }: Own & { reported: Reported | null; now: Date },
): Promise<"reported" | "withheld" | undefined> {
  return transact(db, async (db) => {
    const record = await findRecord(db, { personId, recordId });
    if (!record?.person) return undefined;
    await db.deleteFrom("reporting_consent").where("record_id", "=", recordId).execute();
    if (!reported) return "withheld";
    const { lastName, firstName, licenceNumber, jurisdiction } = reported;
    const names = { last_name: lastName, first_name: firstName, licence_number: licenceNumber, jurisdiction };
    await db
      .insertInto("reporting_consent")
      .values({ record_id: recordId, ...names, at: now.toISOString() })
      .execute();
    return "reported";
  });
}

/** A completion as it is reported (CE-33). Days are those that the certificate prints. */
export interface RosterRow extends Reported {
  /** The numbers of the approvals that the record names. */
  providerNumbers: string[];
  course: string;
  completedOn: string;
  /** Thirty days after. */
  dueOn: string;
  hours: number;
  code: string;
}

/** Those who let themselves be reported, and how many did not: of them nothing else is told. */
export interface Roster {
  rows: RosterRow[];
  withheld: number;
}

/**
 * The roster of a course and period, by completion: records that hold, whose owners let them be reported. Records that
 * were revoked or replaced are in it neither way. One query.
 */
export async function listRoster(db: Db, { courseId, from, to }: Omit<Selection, "zone">): Promise<Roster> {
  const rows = await db
    .selectFrom("completion_record as record")
    .leftJoin("reporting_consent as consent", "consent.record_id", "record.id")
    .leftJoin("completion_record as later", "later.replaces", "record.id")
    .leftJoin("evidence_entry as revoked", (join) =>
      join.onRef("revoked.record_id", "=", "record.id").on("revoked.kind", "in", ["revoke", "withdraw"]),
    )
    .select(["record.entry", "record.code", "consent.record_id"])
    .select(["consent.last_name", "consent.first_name", "consent.licence_number", "consent.jurisdiction"])
    .where("later.id", "is", null)
    .where("revoked.position", "is", null)
    .$if(courseId !== null, (query) => query.where("record.course_id", "=", courseId ?? ""))
    .orderBy("record.issued_at")
    .orderBy("record.id")
    .execute();
  const found = rows
    .map((row) => ({ row, entry: readEntry(row.entry) }))
    .filter(({ entry }) => isWithin(dayIn(entry.completedAt, entry.zone), { from, to }));
  const reported = found.flatMap(({ row, entry }) => {
    const { record_id, last_name, first_name, licence_number, jurisdiction, code } = row;
    if (record_id === null || last_name === null || first_name === null) return [];
    const licence = { licence_number: licence_number ?? "", jurisdiction: jurisdiction ?? "" };
    return [rosterRow(entry, { code, ...toReported({ last_name, first_name, ...licence }) })];
  });
  return { rows: reported, withheld: found.length - reported.length };
}

function rosterRow(entry: RecordEntry, person: Reported & { code: string }): RosterRow {
  const completedOn = dayIn(entry.completedAt, entry.zone);
  const due = new Date(`${completedOn}T12:00:00.000Z`);
  due.setUTCDate(due.getUTCDate() + 30);
  return {
    ...person,
    providerNumbers: entry.approvals.map(({ number }) => number),
    course: entry.course.title,
    completedOn,
    dueOn: due.toISOString().slice(0, 10),
    hours: entry.credit.hours,
  };
}

function readEntry(entry: string): RecordEntry {
  return JSON.parse(entry);
}

function toReported(row: { last_name: string; first_name: string; licence_number: string; jurisdiction: string }) {
  const { last_name: lastName, first_name: firstName, licence_number: licenceNumber, jurisdiction } = row;
  return { lastName, firstName, licenceNumber, jurisdiction };
}
