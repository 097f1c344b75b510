import { sql } from "kysely";

/**
 * In a query of `completion_record`: 1 once the entry by which a record entered the log is on the disk in the journal, else
 * 0. The log is signed after the journal was brought to the disk, so that a checkpoint beyond the entry is the mark of it.
 */
export const isJournalled = sql<number>`case when exists (
  select 1 from evidence_entry as entering, evidence_checkpoint as signed
  where entering.record_id = completion_record.id and entering.kind in ('issue', 'supersede')
    and signed.size > entering.position
) then 1 else 0 end`;
