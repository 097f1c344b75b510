import { createHmac, hash } from "node:crypto";
import type { CompletionRecordTable, RecordPersonTable } from "#db/schema.ts";
import { canonicalText, type EnteredRecord, type EntryBody, hashReason, holderHashOf, recordOf } from "../body.ts";
import { type Fault, fault } from "./fault.ts";
import type { EntryRow } from "./pages.ts";

/** The records whose person's part was withdrawn. */
type Withdrawn = Pick<ReadonlySet<string>, "has">;

/** What is wrong with an entry of which `isSaidByRow` does not hold. */
export const unlikeItsText = "has a column that says other than its text";

/** What enters the log by an entry, or ends by it, must be what the entry says. */
export function judgeWhatEnters(body: EntryBody, row: EntryRow, withdrawn: Withdrawn): Fault | undefined {
  return judgeRecord(body, row, withdrawn) ?? judgeRevocation(body, row, withdrawn);
}

/** Where it stands is put into words only once something is wrong. */
export function faultOf({ position }: EntryRow, rule: string, record?: string): Fault {
  return fault(record === undefined ? `entry ${position + 1}` : `entry ${position + 1}, record ${record}`, rule);
}

function judgeRecord(body: EntryBody, row: EntryRow, withdrawn: Withdrawn): Fault | undefined {
  if (body.kind !== "issue" && body.kind !== "supersede") return undefined;
  const { record, person } = row;
  if (!record) return faultOf(row, "is not in the database", body.record);
  if (!isSaidByRecord(body, record)) return faultOf(row, "is not as it was issued", body.record);
  if (withdrawn.has(body.record)) {
    return person ? faultOf(row, "has its person's part again, which was withdrawn", body.record) : undefined;
  }
  if (!person) return faultOf(row, "lacks its person's part, and the log says nothing of a withdrawal", body.record);
  if (isSaidByPart(body, person)) return undefined;
  return faultOf(row, "has another person's part than it was issued with", body.record);
}

function judgeRevocation(body: EntryBody, row: EntryRow, withdrawn: Withdrawn): Fault | undefined {
  if (body.kind !== "revoke") return undefined;
  const { revocation } = row;
  if (withdrawn.has(body.record)) {
    if (!revocation) return undefined;
    return faultOf(row, "has the reason of its revocation again, which was withdrawn", body.record);
  }
  if (!revocation) return faultOf(row, "lacks the reason of its revocation", body.record);
  if (hashReason(revocation.reason, revocation.salt) === body.reason) return undefined;
  return faultOf(row, "has another reason than it was revoked for", body.record);
}

/** What an entry says; undefined where that cannot be read. */
export function readBody(text: string): EntryBody | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether its other columns say the same. */
export function isSaidByRow(body: EntryBody, { kind, at, record_id }: EntryRow): boolean {
  return body.kind === kind && body.at === at && recordOf(body) === record_id;
}

/** Each column of the record is one of the body, or hashed in it. */
function isSaidByRecord(body: EnteredRecord, row: CompletionRecordTable): boolean {
  return (
    body.code === row.code &&
    body.course === row.course_id &&
    body.cycle === row.cycle &&
    body.release === row.release_id &&
    body.issued === row.issued_at &&
    body.replaces === row.replaces &&
    body.holder === holderHashOf(row) &&
    body.entry === hash("sha256", row.entry, "base64url")
  );
}

function isSaidByPart({ person }: EnteredRecord, { name, licences, salt }: RecordPersonTable): boolean {
  if (!isCanonical(licences)) return false;
  const text = `{"licences":${licences},"name":${JSON.stringify(name)}}`;
  return createHmac("sha256", salt).update(text).digest("base64url") === person;
}

function isCanonical(text: string): boolean {
  if (text === "[]") return true;
  try {
    return canonicalText(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
