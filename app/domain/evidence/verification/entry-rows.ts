import { createHmac, hash } from "node:crypto";
import type { Db } from "#db/open.ts";
import type { CompletionRecordTable, RecordPersonTable } from "#db/schema.ts";
import { canonicalText, type EnteredRecord, type EntryBody, hashReason, holderHashOf, recordOf } from "../body.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { type Fault, type Found, fault, foundAt, missing } from "./fault.ts";
import { Foundations } from "./foundations.ts";
import type { EntryRow } from "./pages.ts";
import { Succession } from "./succession.ts";

/** The database's entries, one after another: each row against its body and its record. */
export class EntryRows {
  records = 0;
  count = 0;
  readonly withdrawn: Set<string>;
  /** Checkpoints that somebody kept elsewhere. */
  private readonly heldAgainst: Checkpoint[];
  private readonly succession = new Succession();
  readonly foundations = new Foundations();
  /** How many rows of each table were met beside their entries. */
  private readonly met = { completion_record: 0, record_person: 0, record_revocation: 0 };
  private lastAt = "";

  private constructor(withdrawn: Set<string>, heldAgainst: Checkpoint[]) {
    this.withdrawn = withdrawn;
    this.heldAgainst = heldAgainst;
  }

  static async begin(db: Db, heldAgainst: Checkpoint[]): Promise<EntryRows> {
    const rows = await db.selectFrom("evidence_entry").select("record_id").where("kind", "=", "withdraw").execute();
    return new EntryRows(new Set(rows.flatMap(({ record_id }) => record_id ?? [])), heldAgainst);
  }

  take(row: EntryRow): Found | undefined {
    if (row.position !== this.count) return missing(this.count);
    this.count++;
    const bad = this.judge(row);
    return bad && foundAt(row.position, "row", bad);
  }

  /** What no entry speaks of, and the row that counts them. */
  async end(db: Db): Promise<Fault | undefined> {
    const cut = this.heldAgainst.find(({ size }) => size > this.count);
    if (cut) return fault(`entry ${this.count + 1}`, `is missing: the log was signed with ${cut.size}`);
    const head = await db.selectFrom("evidence_head").selectAll().execute();
    const isRight = head.length === 1 && head[0]?.size === this.count && (head[0].at ?? "") === this.lastAt;
    if (!isRight) return fault("evidence_head", "does not say how long the log is, and when it last grew");
    return (await this.findStray(db)) ?? this.succession.end(db, this.count);
  }

  /** A row that no entry met; to look for it costs more than to count, since each was met once. */
  private async findStray(db: Db): Promise<Fault | undefined> {
    for (const [table, find] of strays) {
      const counted = db.selectFrom(table).select((of) => of.fn.countAll<number>().as("count"));
      const { count } = await counted.executeTakeFirstOrThrow();
      const stray = count === this.met[table] ? undefined : await find(db);
      if (stray) return stray;
    }
    return undefined;
  }

  private judge(row: EntryRow): Fault | undefined {
    const body = readBody(row.body);
    if (!body || !isSaidByRow(body, row)) return faultOf(row, "has a column that says other than its text");
    if (row.record) this.met.completion_record++;
    if (row.person) this.met.record_person++;
    if (row.revocation) this.met.record_revocation++;
    if (row.at < this.lastAt) return faultOf(row, "is dated before the one before it");
    this.lastAt = row.at;
    const broken = this.succession.take(body, row) ?? this.foundations.take(body, row);
    return (
      this.judgeRecord(body, row) ?? this.judgeRevocation(body, row) ?? (broken ? faultOf(row, broken) : undefined)
    );
  }

  private judgeRecord(body: EntryBody, row: EntryRow): Fault | undefined {
    if (body.kind !== "issue" && body.kind !== "supersede") return undefined;
    this.records++;
    const { record, person } = row;
    if (!record) return faultOf(row, "is not in the database", body.record);
    if (!isSaidByRecord(body, record)) return faultOf(row, "is not as it was issued", body.record);
    if (this.withdrawn.has(body.record)) {
      return person ? faultOf(row, "has its person's part again, which was withdrawn", body.record) : undefined;
    }
    if (!person) return faultOf(row, "lacks its person's part, and the log says nothing of a withdrawal", body.record);
    if (isSaidByPart(body, person)) return undefined;
    return faultOf(row, "has another person's part than it was issued with", body.record);
  }

  private judgeRevocation(body: EntryBody, row: EntryRow): Fault | undefined {
    if (body.kind !== "revoke") return undefined;
    const { revocation } = row;
    if (this.withdrawn.has(body.record)) {
      if (!revocation) return undefined;
      return faultOf(row, "has the reason of its revocation again, which was withdrawn", body.record);
    }
    if (!revocation) return faultOf(row, "lacks the reason of its revocation", body.record);
    if (hashReason(revocation.reason, revocation.salt) === body.reason) return undefined;
    return faultOf(row, "has another reason than it was revoked for", body.record);
  }
}

/** Where it stands is put into words only once something is wrong. */
function faultOf({ position }: EntryRow, rule: string, record?: string): Fault {
  return fault(record === undefined ? `entry ${position + 1}` : `entry ${position + 1}, record ${record}`, rule);
}

const strays = [
  ["completion_record", findStrayRecord],
  ["record_person", findStrayPart],
  ["record_revocation", findStrayRevocation],
] as const;

async function findStrayRecord(db: Db): Promise<Fault | undefined> {
  const stray = await db
    .selectFrom("completion_record as record")
    .leftJoin("evidence_entry as entry", (join) =>
      join.onRef("entry.record_id", "=", "record.id").on("entry.kind", "in", ["issue", "supersede"]),
    )
    .select("record.id")
    .where("entry.position", "is", null)
    .orderBy("record.id")
    .limit(1)
    .executeTakeFirst();
  return stray && fault(`record ${stray.id}`, "never entered the log");
}

async function findStrayPart(db: Db): Promise<Fault | undefined> {
  const stray = await db
    .selectFrom("record_person as part")
    .leftJoin("completion_record as record", "record.id", "part.record_id")
    .select("part.record_id")
    .where("record.id", "is", null)
    .limit(1)
    .executeTakeFirst();
  return stray && fault(`the person's part of ${stray.record_id}`, "belongs to no record");
}

async function findStrayRevocation(db: Db): Promise<Fault | undefined> {
  const stray = await db
    .selectFrom("record_revocation as why")
    .leftJoin("evidence_entry as entry", (join) =>
      join.onRef("entry.record_id", "=", "why.record_id").on("entry.kind", "=", "revoke"),
    )
    .select("why.record_id")
    .where("entry.position", "is", null)
    .limit(1)
    .executeTakeFirst();
  return stray && fault(`the revocation of ${stray.record_id}`, "never entered the log");
}

function readBody(text: string): EntryBody | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSaidByRow(body: EntryBody, { kind, at, record_id }: EntryRow): boolean {
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
