-- What the database itself refuses, whoever asks. Each statement stands on one line for the runner.
-- Retention may empty what a submitted attempt drew and missed, and delete its answers; its result stays as it is,
-- and the whole stays while a completion record rests on it. A copy into another database switches the triggers on
-- attempt_answer off while it runs, since it brings answers of attempts that are closed.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE TRIGGER course_release_no_update BEFORE UPDATE ON course_release FOR EACH ROW EXECUTE FUNCTION refuse('a release is never changed');
CREATE TRIGGER course_release_no_delete BEFORE DELETE ON course_release FOR EACH ROW EXECUTE FUNCTION refuse('a release is never deleted');
CREATE TRIGGER course_release_no_truncate BEFORE TRUNCATE ON course_release FOR EACH STATEMENT EXECUTE FUNCTION refuse('a release is never deleted');
CREATE TRIGGER completion_record_no_update BEFORE UPDATE ON completion_record FOR EACH ROW EXECUTE FUNCTION refuse('a completion record is never changed');
CREATE TRIGGER completion_record_no_delete BEFORE DELETE ON completion_record FOR EACH ROW EXECUTE FUNCTION refuse('a completion record is never deleted');
CREATE TRIGGER completion_record_no_truncate BEFORE TRUNCATE ON completion_record FOR EACH STATEMENT EXECUTE FUNCTION refuse('a completion record is never deleted');
CREATE TRIGGER record_person_no_update BEFORE UPDATE ON record_person FOR EACH ROW EXECUTE FUNCTION refuse('the person''s part of a record is never changed');
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail is never changed');
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail is never deleted');
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse('the audit trail is never deleted');
CREATE TRIGGER attestation_no_update BEFORE UPDATE ON attestation FOR EACH ROW EXECUTE FUNCTION refuse('an attestation is never changed');
CREATE TRIGGER person_no_delete BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION refuse('a person is emptied, never deleted');
CREATE TRIGGER person_no_truncate BEFORE TRUNCATE ON person FOR EACH STATEMENT EXECUTE FUNCTION refuse('a person is emptied, never deleted');
CREATE TRIGGER attempt_no_update BEFORE UPDATE OF id, enrolment_id, quiz_id, ordinal, release_id, form_key, opened_at, submitted_at, score_top, score_bottom, passed ON attempt FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse('a submitted attempt is never changed');
CREATE FUNCTION refuse_attempt_behind_record() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM completion_record WHERE enrolment_id = OLD.enrolment_id) THEN RAISE EXCEPTION 'an attempt behind a completion record is never deleted'; END IF; RETURN OLD; END $$;
CREATE TRIGGER attempt_no_delete BEFORE DELETE ON attempt FOR EACH ROW EXECUTE FUNCTION refuse_attempt_behind_record();
CREATE FUNCTION refuse_closed_answer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM attempt WHERE submitted_at IS NOT NULL AND (id = NEW.attempt_id OR (TG_OP = 'UPDATE' AND id = OLD.attempt_id))) THEN RAISE EXCEPTION 'an answer belongs to an open attempt'; END IF; RETURN NEW; END $$;
CREATE TRIGGER attempt_answer_closed BEFORE INSERT OR UPDATE ON attempt_answer FOR EACH ROW EXECUTE FUNCTION refuse_closed_answer();
