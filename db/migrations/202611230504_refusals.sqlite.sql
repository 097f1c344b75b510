-- What the database itself refuses, whoever asks. Each statement stands on one line for the runner.
-- Retention may empty what a submitted attempt drew and missed, and delete its answers; its result stays as it is,
-- and the whole stays while a completion record rests on it. A copy into another database switches the triggers on
-- attempt_answer off while it runs, since it brings answers of attempts that are closed.
CREATE TRIGGER course_release_no_update BEFORE UPDATE ON course_release BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;
CREATE TRIGGER course_release_no_delete BEFORE DELETE ON course_release BEGIN SELECT RAISE(ABORT, 'a release is never deleted'); END;
CREATE TRIGGER completion_record_no_update BEFORE UPDATE ON completion_record BEGIN SELECT RAISE(ABORT, 'a completion record is never changed'); END;
CREATE TRIGGER completion_record_no_delete BEFORE DELETE ON completion_record BEGIN SELECT RAISE(ABORT, 'a completion record is never deleted'); END;
CREATE TRIGGER record_person_no_update BEFORE UPDATE ON record_person BEGIN SELECT RAISE(ABORT, 'the person''s part of a record is never changed'); END;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is never deleted'); END;
CREATE TRIGGER attestation_no_update BEFORE UPDATE ON attestation BEGIN SELECT RAISE(ABORT, 'an attestation is never changed'); END;
CREATE TRIGGER person_no_delete BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'a person is emptied, never deleted'); END;
CREATE TRIGGER attempt_no_update BEFORE UPDATE OF id, enrolment_id, quiz_id, ordinal, release_id, form_key, opened_at, submitted_at, score_top, score_bottom, passed ON attempt WHEN OLD.submitted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a submitted attempt is never changed'); END;
CREATE TRIGGER attempt_no_delete BEFORE DELETE ON attempt WHEN EXISTS (SELECT 1 FROM completion_record WHERE enrolment_id = OLD.enrolment_id) BEGIN SELECT RAISE(ABORT, 'an attempt behind a completion record is never deleted'); END;
CREATE TRIGGER attempt_answer_closed_insert BEFORE INSERT ON attempt_answer WHEN EXISTS (SELECT 1 FROM attempt WHERE id = NEW.attempt_id AND submitted_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'an answer belongs to an open attempt'); END;
CREATE TRIGGER attempt_answer_closed_update BEFORE UPDATE ON attempt_answer WHEN EXISTS (SELECT 1 FROM attempt WHERE id IN (OLD.attempt_id, NEW.attempt_id) AND submitted_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'an answer belongs to an open attempt'); END;
