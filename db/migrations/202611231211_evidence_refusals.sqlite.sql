-- What the database itself refuses of the evidence log, whoever asks. Each statement stands on one line for the runner.
-- The person's part of a record is deleted only after its withdrawal stands in the log: a row that is gone without one
-- was taken away.
CREATE TRIGGER evidence_entry_no_update BEFORE UPDATE ON evidence_entry BEGIN SELECT RAISE(ABORT, 'an entry of the evidence log is never changed'); END;
CREATE TRIGGER evidence_entry_no_delete BEFORE DELETE ON evidence_entry BEGIN SELECT RAISE(ABORT, 'an entry of the evidence log is never deleted'); END;
CREATE TRIGGER evidence_checkpoint_no_update BEFORE UPDATE ON evidence_checkpoint BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER evidence_checkpoint_no_delete BEFORE DELETE ON evidence_checkpoint BEGIN SELECT RAISE(ABORT, 'a checkpoint is never deleted'); END;
CREATE TRIGGER evidence_head_moves_on BEFORE UPDATE ON evidence_head WHEN NEW.size <> OLD.size + 1 OR NEW.at < OLD.at BEGIN SELECT RAISE(ABORT, 'the evidence log only grows'); END;
CREATE TRIGGER evidence_head_no_delete BEFORE DELETE ON evidence_head BEGIN SELECT RAISE(ABORT, 'the evidence log only grows'); END;
CREATE TRIGGER record_person_withdrawn BEFORE DELETE ON record_person WHEN NOT EXISTS (SELECT 1 FROM evidence_entry WHERE kind = 'withdraw' AND record_id = OLD.record_id) BEGIN SELECT RAISE(ABORT, 'the person''s part of a record is deleted only once its withdrawal is in the log'); END;
