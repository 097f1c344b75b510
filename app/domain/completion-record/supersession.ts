import { newCode, newId, newToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { CompletionRecordTable } from "#db/schema.ts";
import type { PersonActor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { hashPerson, type RecordPerson } from "../completion-record.ts";
import { canonicalText } from "../evidence/body.ts";
import { evidenceTime, findStanding } from "../evidence.ts";
import { postEffect } from "../outbox.ts";
import type { RecordEntry } from "./entry.ts";
import { keepRecord } from "./keeping.ts";

interface Correction {
  actor: PersonActor;
  recordId: string;
  /** The person's part as it should have been. */
  person: RecordPerson;
  /** How the record stood when the one who corrects it looked: a correction is not to undo a revocation unseen. */
  seen: "valid" | "revoked";
  /** Said to the owner, administrators and auditors; never in the log or on a public page. */
  words: string;
  now: Date;
}

type Superseded =
  | { record: string }
  | { refused: "unchanged" | "replaced" | "withdrawn" | "revoked-meanwhile" | "clock-set-back" }
  | undefined;

/**
 * Issues a record anew in place of another (CE-10): the same frozen facts of the same completion, another code, the
 * person's part as it should have been. The one before stays as it was issued and verifies as replaced; one that was
 * revoked by mistake is issued anew in the same way, and stays revoked itself. Unique in what it replaces: the same
 * correction again is answered with the record that stands. Refused where nothing would change, where another
 * correction stands, once it was revoked unseen, once the name is withdrawn, and while the clock stands behind the log. Undefined for a record
 * that is not there.
 */
export async function supersedeRecord(db: Db, correction: Correction): Promise<Superseded> {
  return transact(db, async (db) => {
    const standing = await findToReplace(db, correction.recordId);
    if (!standing) return undefined;
    const { record, part } = standing;
    const { revoked, supersededBy } = await findStanding(db, record.id);
    const asked = textOf(correction.person);
    if (supersededBy) {
      const later = await findToReplace(db, supersededBy);
      return later?.part === asked ? { record: supersededBy } : { refused: "replaced" };
    }
    if (part === null) return { refused: "withdrawn" };
    if (revoked && correction.seen !== "revoked") return { refused: "revoked-meanwhile" };
    if (part === asked && !revoked) return { refused: "unchanged" };
    const issuedAt = await evidenceTime(db, correction.now);
    if (!issuedAt) return { refused: "clock-set-back" };
    return { record: await issueInPlaceOf(db, record, { ...correction, issuedAt, isAnew: revoked !== null }) };
  });
}

async function issueInPlaceOf(
  db: Db,
  record: CompletionRecordTable,
  { actor, person, words, issuedAt, isAnew, now }: Correction & { issuedAt: Date; isAnew: boolean },
): Promise<string> {
  const [id, code, salt] = [newId(), newCode(), newToken()];
  const before: RecordEntry = JSON.parse(record.entry);
  const entry: RecordEntry = {
    ...before,
    format: 3,
    code,
    replaces: { code: record.code, issuedAt: record.issued_at },
    person: { method: "HMAC-SHA-256", hash: hashPerson(person, salt) },
  };
  const row = { ...record, id, code, issued_at: issuedAt.toISOString(), replaces: record.id };
  await keepRecord(db, {
    record: { ...row, entry: canonicalText(entry) },
    person: { name: person.name, licences: canonicalText(person.licences), salt },
    now,
  });
  const act = isAnew ? "issue record anew" : "correct record";
  const subject = { kind: "completion-record", id: record.id };
  await writeAudit(db, { actor, act, subject, reason: words, now });
  const effect = { key: `notice of ${id}`, kind: "record-mail", payload: { recordId: id } } as const;
  await postEffect(db, { ...effect, urgency: "soon", now });
  return id;
}

async function findToReplace(
  db: Db,
  recordId: string,
): Promise<{ record: CompletionRecordTable; part: string | null } | undefined> {
  const record = await db.selectFrom("completion_record").selectAll().where("id", "=", recordId).executeTakeFirst();
  const part = await db
    .selectFrom("record_person")
    .select(["name", "licences"])
    .where("record_id", "=", recordId)
    .executeTakeFirst();
  return record && { record, part: part ? textOf({ name: part.name, licences: JSON.parse(part.licences) }) : null };
}

function textOf({ name, licences }: RecordPerson): string {
  return canonicalText({ name, licences });
}
