import type { Db } from "#db/open.ts";
import type {
  CompletionRecordTable,
  EvidenceEntryTable,
  RecordPersonTable,
  RecordRevocationTable,
} from "#db/schema.ts";

/** An entry's row beside the record that enters the log by it, and that record's person's part, or why it is revoked by it. */
export interface EntryRow extends EvidenceEntryTable {
  record: CompletionRecordTable | null;
  person: RecordPersonTable | null;
  revocation: RecordRevocationTable | null;
}

const pageSize = 500;

/** All entries in order, in pages. */
export async function* readPages(db: Db): AsyncGenerator<EntryRow[]> {
  for (let from = -1; ; ) {
    const rows = await selectPage(db, from);
    if (rows.length > 0) yield rows.map(toEntryRow);
    if (rows.length < pageSize) return;
    from = rows.at(-1)?.position ?? from;
  }
}

/** A record of some kilobytes is read once, with the entry by which it enters, and not again with each later one. */
function selectPage(db: Db, after: number) {
  return db
    .selectFrom("evidence_entry as entry")
    .leftJoin("completion_record as record", (join) =>
      join.onRef("record.id", "=", "entry.record_id").on("entry.kind", "in", ["issue", "supersede"]),
    )
    .leftJoin("record_person as part", (join) =>
      join.onRef("part.record_id", "=", "entry.record_id").on("entry.kind", "in", ["issue", "supersede"]),
    )
    .leftJoin("record_revocation as why", (join) =>
      join.onRef("why.record_id", "=", "entry.record_id").on("entry.kind", "=", "revoke"),
    )
    .select(["position", "kind", "entry.record_id", "at", "body", "leaf_hash"])
    .select(["record.id", "code", "person_id", "course_id", "cycle", "enrolment_id", "release_id", "issued_at"])
    .select(["replaces", "entry", "part.name", "part.licences", "part.salt"])
    .select(["why.reason", "why.salt as reasonSalt"])
    .where("position", ">", after)
    .orderBy("position")
    .limit(pageSize)
    .execute();
}

type Row = Awaited<ReturnType<typeof selectPage>>[number];

/** Member by member: to copy with `...` costs more than to read. */
function toEntryRow(row: Row): EntryRow {
  return {
    position: row.position,
    kind: row.kind,
    record_id: row.record_id,
    at: row.at,
    body: row.body,
    leaf_hash: row.leaf_hash,
    record: recordOf(row),
    person: personOf(row),
    revocation: revocationOf(row),
  };
}

function revocationOf({ record_id, reason, reasonSalt }: Row): RecordRevocationTable | null {
  return record_id === null || reason === null || reasonSalt === null ? null : { record_id, reason, salt: reasonSalt };
}

function recordOf(row: Row): CompletionRecordTable | null {
  const { id, code, person_id, course_id, cycle, enrolment_id, release_id, issued_at, replaces, entry } = row;
  // A left join finds all of a row or nothing of it.
  if (id === null || code === null || person_id === null || course_id === null || cycle === null) return null;
  if (enrolment_id === null || release_id === null || issued_at === null || entry === null) return null;
  return { id, code, person_id, course_id, cycle, enrolment_id, release_id, issued_at, replaces, entry };
}

function personOf({ record_id, name, licences, salt }: Row): RecordPersonTable | null {
  if (record_id === null || name === null || licences === null || salt === null) return null;
  return { record_id, name, licences, salt };
}
