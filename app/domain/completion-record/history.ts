import type { Db } from "#db/open.ts";
import type { RevocationReason } from "./reasons.ts";

/** What became of a record, and of which it took the place: for its owner, administrators and auditors. */
export interface RecordHistory {
  /** Without a reason once the person's part is withdrawn; without words once retention has emptied them. */
  revoked: { at: string; reason: RevocationReason | null; words: string | null } | null;
  replacedBy: (Other & { words: string | null }) | null;
  replaces: (Other & { words: string | null; wasRevoked: boolean }) | null;
}

interface Other {
  id: string;
  code: string;
  issuedAt: string;
}

/** A record's history; empty for one to which nothing was done. Two queries. */
export async function findHistory(db: Db, recordId: string): Promise<RecordHistory> {
  const row = await selectHistory(db, recordId);
  if (!row) return { revoked: null, replacedBy: null, replaces: null };
  const words = await findWords(db, [row.id, ...(row.beforeId === null ? [] : [row.beforeId])]);
  const before = { id: row.beforeId, code: row.beforeCode, issuedAt: row.beforeIssuedAt };
  const later = { id: row.laterId, code: row.laterCode, issuedAt: row.laterIssuedAt };
  const wasRevoked = row.beforeRevokedAt !== null;
  return {
    revoked: row.revokedAt === null ? null : { at: row.revokedAt, reason: row.reason, words: words("revoke", row.id) },
    replacedBy: isOther(later) ? { ...later, words: words("replace", row.id) } : null,
    replaces: isOther(before) ? { ...before, words: words("replace", before.id), wasRevoked } : null,
  };
}

/** Where a record's owner is written to; undefined for nobody's or one without an address. */
export async function findHolderAddress(db: Db, recordId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("completion_record")
    .innerJoin("person", "person.id", "completion_record.person_id")
    .select("email")
    .where("completion_record.id", "=", recordId)
    .executeTakeFirst();
  return row?.email ?? undefined;
}

function selectHistory(db: Db, recordId: string) {
  return db
    .selectFrom("completion_record as record")
    .leftJoin("completion_record as later", "later.replaces", "record.id")
    .leftJoin("completion_record as before", "before.id", "record.replaces")
    .leftJoin("evidence_entry as revoked", (join) =>
      join.onRef("revoked.record_id", "=", "record.id").on("revoked.kind", "=", "revoke"),
    )
    .leftJoin("evidence_entry as earlier", (join) =>
      join.onRef("earlier.record_id", "=", "before.id").on("earlier.kind", "=", "revoke"),
    )
    .leftJoin("record_revocation as why", "why.record_id", "record.id")
    .select(["record.id", "revoked.at as revokedAt", "why.reason", "earlier.at as beforeRevokedAt"])
    .select(["later.id as laterId", "later.code as laterCode", "later.issued_at as laterIssuedAt"])
    .select(["before.id as beforeId", "before.code as beforeCode", "before.issued_at as beforeIssuedAt"])
    .where("record.id", "=", recordId)
    .executeTakeFirst();
}

/** What was said with the acts on these records, by act and record. */
async function findWords(db: Db, recordIds: string[]) {
  const rows = await db
    .selectFrom("audit_entry as entry")
    .innerJoin("audit_reason", "audit_reason.entry_id", "entry.id")
    .select(["act", "subject_id", "reason"])
    .where("subject_kind", "=", "completion-record")
    .where("subject_id", "in", recordIds)
    .execute();
  return (kind: "revoke" | "replace", recordId: string) => {
    const isOne = (act: string) => (act === "revoke record") === (kind === "revoke");
    return rows.find(({ act, subject_id }) => isOne(act) && subject_id === recordId)?.reason ?? null;
  };
}

function isOther(other: { [part in keyof Other]: string | null }): other is Other {
  return other.id !== null && other.code !== null && other.issuedAt !== null;
}
