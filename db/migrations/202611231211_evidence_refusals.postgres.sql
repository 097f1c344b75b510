-- What the database itself refuses of the evidence log, whoever asks. Each statement stands on one line for the runner.
-- The person's part of a record is deleted only after its withdrawal stands in the log: a row that is gone without one
-- was taken away.
CREATE TRIGGER evidence_entry_no_update BEFORE UPDATE ON evidence_entry FOR EACH ROW EXECUTE FUNCTION refuse('an entry of the evidence log is never changed');
CREATE TRIGGER evidence_entry_no_delete BEFORE DELETE ON evidence_entry FOR EACH ROW EXECUTE FUNCTION refuse('an entry of the evidence log is never deleted');
CREATE TRIGGER evidence_entry_no_truncate BEFORE TRUNCATE ON evidence_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse('an entry of the evidence log is never deleted');
CREATE TRIGGER evidence_checkpoint_no_update BEFORE UPDATE ON evidence_checkpoint FOR EACH ROW EXECUTE FUNCTION refuse('a checkpoint is never changed');
CREATE TRIGGER evidence_checkpoint_no_delete BEFORE DELETE ON evidence_checkpoint FOR EACH ROW EXECUTE FUNCTION refuse('a checkpoint is never deleted');
CREATE TRIGGER evidence_checkpoint_no_truncate BEFORE TRUNCATE ON evidence_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse('a checkpoint is never deleted');
CREATE TRIGGER evidence_head_moves_on BEFORE UPDATE ON evidence_head FOR EACH ROW WHEN (NEW.size <> OLD.size + 1 OR NEW.at < OLD.at) EXECUTE FUNCTION refuse('the evidence log only grows');
CREATE TRIGGER evidence_head_no_delete BEFORE DELETE ON evidence_head FOR EACH ROW EXECUTE FUNCTION refuse('the evidence log only grows');
CREATE TRIGGER evidence_head_no_truncate BEFORE TRUNCATE ON evidence_head FOR EACH STATEMENT EXECUTE FUNCTION refuse('the evidence log only grows');
CREATE FUNCTION refuse_silent_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT EXISTS (SELECT 1 FROM evidence_entry WHERE kind = 'withdraw' AND record_id = OLD.record_id) THEN RAISE EXCEPTION 'the person''s part of a record is deleted only once its withdrawal is in the log'; END IF; RETURN OLD; END $$;
CREATE TRIGGER record_person_withdrawn BEFORE DELETE ON record_person FOR EACH ROW EXECUTE FUNCTION refuse_silent_withdrawal();
CREATE TRIGGER record_person_no_truncate BEFORE TRUNCATE ON record_person FOR EACH STATEMENT EXECUTE FUNCTION refuse('the person''s part of a record is deleted only once its withdrawal is in the log');
