import type { Db } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { type CompletionRecord, findRecord } from "../completion-record.ts";
import { findLogPlace, type LogPlace } from "../evidence.ts";
import { noteView } from "../view.ts";
import { findHistory, type RecordHistory } from "./history.ts";

/** One record before an administrator or auditor. */
export interface Registered {
  record: CompletionRecord;
  history: RecordHistory;
  place: LogPlace | null;
  /** The account that it was issued to, as it is called today; "" once erased. */
  holder: { id: string; name: string };
}

/** Opens any record of the practice, which notes for its owner who has looked. Undefined for one that is not there. */
export async function openRegistered(
  db: Db,
  { actor, recordId, now }: { actor: PersonActor; recordId: string; now: Date },
): Promise<Registered | undefined> {
  const found = await findRegistered(db, recordId);
  if (!found) return undefined;
  const { holder, record } = found;
  if (holder.id !== actor.id)
    await noteView(db, { viewerId: actor.id, subject: { kind: "person", id: holder.id }, now });
  return {
    record,
    history: await findHistory(db, recordId),
    place: (await findLogPlace(db, recordId)) ?? null,
    holder: { id: holder.id, name: holder.name ?? "" },
  };
}

/** Any record of the practice, for an act on it. */
export async function findRegistered(db: Db, recordId: string) {
  const holder = await db
    .selectFrom("completion_record")
    .innerJoin("person", "person.id", "completion_record.person_id")
    .select(["person.id", "person.name"])
    .where("completion_record.id", "=", recordId)
    .executeTakeFirst();
  const record = holder && (await findRecord(db, { personId: holder.id, recordId }));
  return holder && record && { holder, record };
}

/** Notes that somebody has looked at the list of everybody's records. */
export async function noteRegisterView(db: Db, { actor, now }: { actor: PersonActor; now: Date }): Promise<void> {
  await noteView(db, { viewerId: actor.id, subject: { kind: "register", id: "records" }, now });
}
