import type { Db } from "#db/open.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { faultOf, isSaidByRow, judgeWhatEnters, readBody, unlikeItsText } from "./entry-rules.ts";
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
    if (!body || !isSaidByRow(body, row)) return faultOf(row, unlikeItsText);
    if (row.record) this.met.completion_record++;
    if (row.person) this.met.record_person++;
    if (row.revocation) this.met.record_revocation++;
    if (row.at < this.lastAt) return faultOf(row, "is dated before the one before it");
    this.lastAt = row.at;
    if (body.kind === "issue" || body.kind === "supersede") this.records++;
    const strange = judgeWhatEnters(body, row, this.withdrawn);
    if (strange) return strange;
    const broken = this.succession.take(body, row) ?? this.foundations.take(body, row);
    return broken ? faultOf(row, broken) : undefined;
  }
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
