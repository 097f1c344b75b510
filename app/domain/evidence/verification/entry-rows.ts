import { createHmac, hash } from "node:crypto";
import type { Db } from "#db/open.ts";
import type { CompletionRecordTable, RecordPersonTable } from "#db/schema.ts";
import { canonicalText, type EnteredRecord, type EntryBody, hashReason, holderHashOf } from "../body.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { type Edge, leafHashOf, noLeaves, rootOf, withLeaf } from "../merkle.ts";
import type { CheckpointRows } from "./checkpoint-rows.ts";
import { type Fault, fault } from "./fault.ts";
import type { EntryRow } from "./pages.ts";
import { Succession } from "./succession.ts";

interface Beside {
  checkpoints: CheckpointRows;
  /** Checkpoints that somebody kept elsewhere. */
  heldAgainst: Checkpoint[];
}

/** The database's entries, one after another: each row against its body, its record and its place in the tree. */
export class EntryRows {
  records = 0;
  readonly withdrawn: Set<string>;
  private readonly beside: Beside;
  private readonly succession = new Succession();
  private edge: Edge = noLeaves;
  private lastAt = "";

  private constructor(withdrawn: Set<string>, beside: Beside) {
    this.withdrawn = withdrawn;
    this.beside = beside;
  }

  static async begin(db: Db, beside: Beside): Promise<EntryRows> {
    const rows = await db.selectFrom("evidence_entry").select("record_id").where("kind", "=", "withdraw").execute();
    return new EntryRows(new Set(rows.flatMap(({ record_id }) => record_id ?? [])), beside);
  }

  get count(): number {
    return this.edge.size;
  }

  take(row: EntryRow): Fault | undefined {
    const where = `entry ${row.position + 1}`;
    if (row.position !== this.count) return fault(`entry ${this.count + 1}`, "is missing");
    const leaf = leafHashOf(row.body);
    if (leaf.toString("base64url") !== row.leaf_hash) return fault(where, "does not have the hash of its text");
    const body = readBody(row.body);
    if (!body || !isSaidByRow(body, row)) return fault(where, "has a column that says other than its text");
    if (row.at < this.lastAt) return fault(where, "is dated before the one before it");
    this.lastAt = row.at;
    this.edge = withLeaf(this.edge, leaf);
    const broken = this.succession.take(body, row);
    return (
      this.judgeRecord(where, body, row) ??
      this.judgeRevocation(where, body, row) ??
      (broken ? fault(where, broken) : this.judgeRoot(where))
    );
  }

  /** What no entry speaks of, and the row that counts them. */
  async end(db: Db): Promise<Fault | undefined> {
    const cut = this.beside.heldAgainst.find(({ size }) => size > this.count);
    if (cut) return fault(`entry ${this.count + 1}`, `is missing: the log was signed with ${cut.size}`);
    const head = await db.selectFrom("evidence_head").selectAll().execute();
    const isRight = head.length === 1 && head[0]?.size === this.count && (head[0].at ?? "") === this.lastAt;
    if (!isRight) return fault("evidence_head", "does not say how long the log is, and when it last grew");
    const stray = (await findStrayRecord(db)) ?? (await findStrayPart(db)) ?? (await findStrayRevocation(db));
    return stray ?? this.succession.end(db, this.count);
  }

  private judgeRecord(where: string, body: EntryBody, { record, person }: EntryRow): Fault | undefined {
    if (body.kind !== "issue" && body.kind !== "supersede") return undefined;
    this.records++;
    const of = `${where}, record ${body.record}`;
    if (!record) return fault(of, "is not in the database");
    if (!isSaidByRecord(body, record)) return fault(of, "is not as it was issued");
    if (this.withdrawn.has(body.record)) {
      return person ? fault(of, "has its person's part again, which was withdrawn") : undefined;
    }
    if (!person) return fault(of, "lacks its person's part, and the log says nothing of a withdrawal");
    return isSaidByPart(body, person) ? undefined : fault(of, "has another person's part than it was issued with");
  }

  private judgeRevocation(where: string, body: EntryBody, { revocation }: EntryRow): Fault | undefined {
    if (body.kind !== "revoke") return undefined;
    const of = `${where}, record ${body.record}`;
    if (this.withdrawn.has(body.record))
      return revocation ? fault(of, "has the reason of its revocation again, which was withdrawn") : undefined;
    if (!revocation) return fault(of, "lacks the reason of its revocation");
    const isTheirs = hashReason(revocation.reason, revocation.salt) === body.reason;
    return isTheirs ? undefined : fault(of, "has another reason than it was revoked for");
  }

  private judgeRoot(where: string): Fault | undefined {
    const signed = [this.beside.checkpoints.at(this.count), ...this.keptHere()].filter((one) => one !== undefined);
    if (signed.length === 0) return undefined;
    const root = rootOf(this.edge);
    if (signed.every((one) => one.root.equals(root))) return undefined;
    return fault(where, "or one before it is not what was signed: the tree has another root at this size");
  }

  private keptHere(): Checkpoint[] {
    const { heldAgainst } = this.beside;
    return heldAgainst.length === 0 ? heldAgainst : heldAgainst.filter(({ size }) => size === this.count);
  }
}

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
  return body.kind === kind && body.at === at && (body.kind === "key" ? null : body.record) === record_id;
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
