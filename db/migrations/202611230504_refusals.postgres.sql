-- What the database itself refuses, whoever asks. Each statement stands on one line for the runner.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE TRIGGER course_release_no_update BEFORE UPDATE ON course_release FOR EACH ROW EXECUTE FUNCTION refuse('a release is never changed');
CREATE TRIGGER course_release_no_delete BEFORE DELETE ON course_release FOR EACH ROW EXECUTE FUNCTION refuse('a release is never deleted');
CREATE TRIGGER completion_record_no_update BEFORE UPDATE ON completion_record FOR EACH ROW EXECUTE FUNCTION refuse('a completion record is never changed');
CREATE TRIGGER completion_record_no_delete BEFORE DELETE ON completion_record FOR EACH ROW EXECUTE FUNCTION refuse('a completion record is never deleted');
CREATE TRIGGER record_person_no_update BEFORE UPDATE ON record_person FOR EACH ROW EXECUTE FUNCTION refuse('the person''s part of a record is never changed');
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail is never changed');
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail is never deleted');
CREATE TRIGGER attempt_no_update BEFORE UPDATE ON attempt FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse('a submitted attempt is never changed');
CREATE TRIGGER attempt_no_delete BEFORE DELETE ON attempt FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse('a submitted attempt is never deleted');
CREATE TRIGGER attestation_no_update BEFORE UPDATE ON attestation FOR EACH ROW EXECUTE FUNCTION refuse('an attestation is never changed');
CREATE FUNCTION refuse_closed_answer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT submitted_at FROM attempt WHERE id = NEW.attempt_id) IS NOT NULL THEN RAISE EXCEPTION 'an answer belongs to an open attempt'; END IF; RETURN NEW; END $$;
CREATE TRIGGER attempt_answer_closed BEFORE INSERT OR UPDATE ON attempt_answer FOR EACH ROW EXECUTE FUNCTION refuse_closed_answer();
