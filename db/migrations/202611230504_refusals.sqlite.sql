-- What the database itself refuses, whoever asks. Each statement stands on one line for the runner.
CREATE TRIGGER course_release_no_update BEFORE UPDATE ON course_release BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;
CREATE TRIGGER course_release_no_delete BEFORE DELETE ON course_release BEGIN SELECT RAISE(ABORT, 'a release is never deleted'); END;
CREATE TRIGGER completion_record_no_update BEFORE UPDATE ON completion_record BEGIN SELECT RAISE(ABORT, 'a completion record is never changed'); END;
CREATE TRIGGER completion_record_no_delete BEFORE DELETE ON completion_record BEGIN SELECT RAISE(ABORT, 'a completion record is never deleted'); END;
CREATE TRIGGER record_person_no_update BEFORE UPDATE ON record_person BEGIN SELECT RAISE(ABORT, 'the person''s part of a record is never changed'); END;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is never deleted'); END;
CREATE TRIGGER attempt_no_update BEFORE UPDATE ON attempt WHEN OLD.submitted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a submitted attempt is never changed'); END;
CREATE TRIGGER attempt_no_delete BEFORE DELETE ON attempt WHEN OLD.submitted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a submitted attempt is never deleted'); END;
CREATE TRIGGER attestation_no_update BEFORE UPDATE ON attestation BEGIN SELECT RAISE(ABORT, 'an attestation is never changed'); END;
CREATE TRIGGER attempt_answer_closed_insert BEFORE INSERT ON attempt_answer WHEN (SELECT submitted_at FROM attempt WHERE id = NEW.attempt_id) IS NOT NULL BEGIN SELECT RAISE(ABORT, 'an answer belongs to an open attempt'); END;
CREATE TRIGGER attempt_answer_closed_update BEFORE UPDATE ON attempt_answer WHEN (SELECT submitted_at FROM attempt WHERE id = NEW.attempt_id) IS NOT NULL BEGIN SELECT RAISE(ABORT, 'an answer belongs to an open attempt'); END;
