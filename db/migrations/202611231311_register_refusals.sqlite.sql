-- What the database itself refuses of the register, whoever asks. Each statement stands on one line for the runner.
CREATE TRIGGER record_revocation_no_update BEFORE UPDATE ON record_revocation BEGIN SELECT RAISE(ABORT, 'a revocation is never changed'); END;
CREATE TRIGGER record_revocation_no_delete BEFORE DELETE ON record_revocation WHEN EXISTS (SELECT 1 FROM record_person WHERE record_id = OLD.record_id) BEGIN SELECT RAISE(ABORT, 'a revocation is never undone'); END;
CREATE TRIGGER record_person_takes_revocation AFTER DELETE ON record_person BEGIN DELETE FROM record_revocation WHERE record_id = OLD.record_id; END;
CREATE TRIGGER completion_record_replaces_alike BEFORE INSERT ON completion_record WHEN NEW.replaces IS NOT NULL AND NOT EXISTS (SELECT 1 FROM completion_record WHERE id = NEW.replaces AND release_id = NEW.release_id AND enrolment_id = NEW.enrolment_id) BEGIN SELECT RAISE(ABORT, 'a record replaces one of the same completion'); END;
