import { newToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { hashReason } from "../evidence/body.ts";
import { appendEntry, evidenceTime, findStanding } from "../evidence.ts";
import { postEffect } from "../outbox.ts";
import type { RevocationReason } from "./reasons.ts";

interface Revoking {
  actor: PersonActor;
  recordId: string;
  reason: RevocationReason;
  /** Said to the owner, administrators and auditors; never in the log or on a public page. */
  words: string;
  now: Date;
}

/**
 * Makes a record void, for good: a row with the reason, an entry of the log that holds its keyed hash, a bit of the
 * status list, a line of the trail with the words. For the same reason again it is answered as done. What was revoked
 * by mistake is issued anew (supersession.ts). Refused for one that was revoked for another reason or replaced, and
 * while the clock stands behind the log. Undefined for a record that is not there.
 */
export async function revokeRecord(
  db: Db,
  { actor, recordId, reason, words, now }: Revoking,
): Promise<{ revoked: true } | { refused: "revoked" | "replaced" | "clock-set-back" } | undefined> {
  return transact(db, async (db) => {
    const record = await db
      .selectFrom("completion_record")
      .leftJoin("record_person", "record_person.record_id", "completion_record.id")
      .leftJoin("record_revocation", "record_revocation.record_id", "completion_record.id")
      .select(["record_person.record_id as part", "record_revocation.reason as standing"])
      .where("completion_record.id", "=", recordId)
      .executeTakeFirst();
    if (!record) return undefined;
    const { revoked, supersededBy } = await findStanding(db, recordId);
    if (revoked) return record.standing === reason ? { revoked: true } : { refused: "revoked" };
    if (supersededBy) return { refused: "replaced" };
    if (!(await evidenceTime(db, now))) return { refused: "clock-set-back" };

    const salt = newToken();
    // Without the person's part nothing of why is kept, as nothing would be had it been there before.
    if (record.part) await db.insertInto("record_revocation").values({ record_id: recordId, reason, salt }).execute();
    await appendEntry(db, { facts: { kind: "revoke", record: recordId, reason: hashReason(reason, salt) }, now });
    await writeAudit(db, { actor, act: "revoke record", subject: subjectOf(recordId), reason: words, now });
    const effect = { key: `notice of revocation of ${recordId}`, kind: "record-mail", payload: { recordId } } as const;
    await postEffect(db, { ...effect, urgency: "soon", now });
    return { revoked: true };
  });
}

function subjectOf(id: string) {
  return { kind: "completion-record", id };
}
