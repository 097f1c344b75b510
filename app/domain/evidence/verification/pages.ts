import type { Db } from "#db/open.ts";
import type {
  CompletionRecordTable,
  EvidenceCheckpointTable,
  EvidenceEntryTable,
  RecordPersonTable,
  RecordRevocationTable,
} from "#db/schema.ts";

/** An entry's row beside the record that enters the log by it, and that record's person's part, or why it is revoked by it. */
export interface EntryRow extends Omit<EvidenceEntryTable, "leaf_hash"> {
  record: CompletionRecordTable | null;
  person: RecordPersonTable | null;
  revocation: RecordRevocationTable | null;
}

/** What the journal says of an entry. */
export type RecordedRow = Pick<EntryRow, "position" | "body" | "record">;

const pageSize = 500;

/** All entries in order, in pages. */
export async function* readPages(db: Db): AsyncGenerator<EntryRow[]> {
  for await (const rows of inPages((after) => selectEntries(db, after))) yield rows.map(toEntryRow);
}

/** The same with no more than the journal holds of them. */
export async function* readRecorded(db: Db): AsyncGenerator<RecordedRow[]> {
  const select = (after: number) => withRecords(db, after).select(["position", "body"]).execute();
  for await (const rows of inPages(select))
    yield rows.map((row) => ({ position: row.position, body: row.body, record: recordOf(row) }));
}

/** The same with no more than the tree is made of. */
export function readLeaves(db: Db): AsyncGenerator<Pick<EvidenceEntryTable, "position" | "body" | "leaf_hash">[]> {
  return inPages((after) =>
    db
      .selectFrom("evidence_entry")
      .select(["position", "body", "leaf_hash"])
      .where("position", ">", after)
      .orderBy("position")
      .limit(pageSize)
      .execute(),
  );
}

/** The checkpoints in order, read on no faster than the entries. */
export class CheckpointPages {
  /** The size of the newest one that there was at the beginning; what is signed meanwhile is for a later look. */
  readonly newest: number;
  private readonly db: Db;
  private from: number | undefined;

  private constructor(db: Db, newest: number) {
    this.db = db;
    this.newest = newest;
  }

  static async open(db: Db): Promise<CheckpointPages> {
    const rows = await db.selectFrom("evidence_checkpoint").select("size").orderBy("size", "desc").limit(1).execute();
    return new CheckpointPages(db, rows[0]?.size ?? 0);
  }

  /** Those up to a size that were not read before. */
  async upTo(size: number): Promise<EvidenceCheckpointTable[]> {
    const [from, to] = [this.from, Math.min(size, this.newest)];
    this.from = to;
    const rows = this.db.selectFrom("evidence_checkpoint").selectAll().where("size", "<=", to).orderBy("size");
    return (from === undefined ? rows : rows.where("size", ">", from)).execute();
  }

  rest(): Promise<EvidenceCheckpointTable[]> {
    return this.upTo(this.newest);
  }
}

async function* inPages<Row extends { position: number }>(
  select: (after: number) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let from = -1; ; ) {
    const rows = await select(from);
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    from = rows.at(-1)?.position ?? from;
  }
}

/** A record of some kilobytes is read once, with the entry by which it enters, and not again with each later one. */
function withRecords(db: Db, after: number) {
  return db
    .selectFrom("evidence_entry as entry")
    .leftJoin("completion_record as record", (join) =>
      join.onRef("record.id", "=", "entry.record_id").on("entry.kind", "in", ["issue", "supersede"]),
    )
    .select(["record.id", "code", "person_id", "course_id", "cycle", "enrolment_id", "release_id", "issued_at"])
    .select(["replaces", "entry"])
    .where("position", ">", after)
    .orderBy("position")
    .limit(pageSize);
}

function selectEntries(db: Db, after: number) {
  return withRecords(db, after)
    .leftJoin("record_person as part", (join) =>
      join.onRef("part.record_id", "=", "entry.record_id").on("entry.kind", "in", ["issue", "supersede"]),
    )
    .leftJoin("record_revocation as why", (join) =>
      join.onRef("why.record_id", "=", "entry.record_id").on("entry.kind", "=", "revoke"),
    )
    .select(["position", "kind", "entry.record_id", "at", "body"])
    .select(["part.name", "part.licences", "part.salt", "why.reason", "why.salt as reasonSalt"])
    .execute();
}

type Row = Awaited<ReturnType<typeof selectEntries>>[number];

/** Of a left join: all of a row or nothing of it. */
type Joined<Table> = { [Column in keyof Table]: Table[Column] | null };

/** Member by member: to copy with `...` costs more than to read. */
function toEntryRow(row: Row): EntryRow {
  return {
    position: row.position,
    kind: row.kind,
    record_id: row.record_id,
    at: row.at,
    body: row.body,
    record: recordOf(row),
    person: personOf(row),
    revocation: revocationOf(row),
  };
}

function revocationOf({ record_id, reason, reasonSalt }: Row): RecordRevocationTable | null {
  return record_id === null || reason === null || reasonSalt === null ? null : { record_id, reason, salt: reasonSalt };
}

function recordOf(row: Joined<CompletionRecordTable>): CompletionRecordTable | null {
  const { id, code, person_id, course_id, cycle, enrolment_id, release_id, issued_at, replaces, entry } = row;
  if (id === null || code === null || person_id === null || course_id === null || cycle === null) return null;
  if (enrolment_id === null || release_id === null || issued_at === null || entry === null) return null;
  return { id, code, person_id, course_id, cycle, enrolment_id, release_id, issued_at, replaces, entry };
}

function personOf({ record_id, name, licences, salt }: Row): RecordPersonTable | null {
  if (record_id === null || name === null || licences === null || salt === null) return null;
  return { record_id, name, licences, salt };
}
