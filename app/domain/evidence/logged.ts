import type { Db } from "#db/open.ts";
import type {
  CompletionRecordTable,
  EvidenceEntryTable,
  RecordPersonTable,
  RecordRevocationTable,
} from "#db/schema.ts";

/** How many entries are read at once. */
export const pageSize = 500;

/** An entry beside what enters or ends by it. */
export interface LoggedEntry extends EvidenceEntryTable {
  /** By which the server knows it as its own; null where it has none. */
  stamp: string | null;
  /** Of an entry by which a record enters the log. */
  record: CompletionRecordTable | null;
  person: RecordPersonTable | null;
  /** Of an entry by which one is revoked. */
  revocation: RecordRevocationTable | null;
}

/** Entries from a position on, a page of them, with what enters the log by them. */
export async function listEntries(db: Db, from: number): Promise<LoggedEntry[]> {
  const entries = await db
    .selectFrom("evidence_entry as entry")
    .leftJoin("evidence_stamp as own", "own.position", "entry.position")
    .selectAll("entry")
    .select("own.stamp")
    .where("entry.position", ">=", from)
    .orderBy("entry.position")
    .limit(pageSize)
    .execute();
  const idsOf = (isOne: (kind: EvidenceEntryTable["kind"]) => boolean) =>
    entries.flatMap(({ kind, record_id }) => (isOne(kind) && record_id ? [record_id] : []));
  const entered = await listEntered(db, idsOf(isEntering));
  const revocationOf = await listRevocations(db, idsOf(isRevoking));
  return entries.map((entry) => {
    const { record = null, person = null } = entered.get(isEntering(entry.kind) ? (entry.record_id ?? "") : "") ?? {};
    const revocation = isRevoking(entry.kind) ? revocationOf.get(entry.record_id ?? "") : undefined;
    return { ...entry, record, person, revocation: revocation ?? null };
  });
}

async function listEntered(db: Db, ids: string[]): Promise<Map<string, Pick<LoggedEntry, "record" | "person">>> {
  if (ids.length === 0) return new Map();
  const records = await db.selectFrom("completion_record").selectAll().where("id", "in", ids).execute();
  const people = await db.selectFrom("record_person").selectAll().where("record_id", "in", ids).execute();
  const personOf = new Map(people.map((row) => [row.record_id, row]));
  return new Map(records.map((record) => [record.id, { record, person: personOf.get(record.id) ?? null }]));
}

async function listRevocations(db: Db, ids: string[]): Promise<Map<string, RecordRevocationTable>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("record_revocation").selectAll().where("record_id", "in", ids).execute();
  return new Map(rows.map((row) => [row.record_id, row]));
}

/** Whether a record enters the log by an entry of this kind. */
export function isEntering(kind: EvidenceEntryTable["kind"]): boolean {
  return kind === "issue" || kind === "supersede";
}

/** Whether a record is void from an entry of this kind on. */
export function isRevoking(kind: EvidenceEntryTable["kind"]): boolean {
  return kind === "revoke";
}
