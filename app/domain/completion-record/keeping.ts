import type { Db } from "#db/open.ts";
import type { CompletionRecordTable, RecordPersonTable } from "#db/schema.ts";
import { enterRecord } from "../evidence.ts";
import { postEffect } from "../outbox.ts";

/**
 * Writes a record with its person's part, in the transaction of the act that issues it: it enters the log, and its
 * certificate is drawn afterwards. `now` is the clock's; the record is dated by the log.
 */
export async function keepRecord(
  db: Db,
  { record, person, now }: { record: CompletionRecordTable; person: Omit<RecordPersonTable, "record_id">; now: Date },
): Promise<void> {
  const { id } = record;
  await db.insertInto("completion_record").values(record).execute();
  await db
    .insertInto("record_person")
    .values({ record_id: id, ...person })
    .execute();
  await enterRecord(db, { recordId: id, now });
  const effect = { key: `certificate of ${id}`, kind: "certificate", payload: { recordId: id } } as const;
  await postEffect(db, { ...effect, urgency: "soon", now });
}
