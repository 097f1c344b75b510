-- What the database itself refuses of the register, whoever asks. Each statement stands on one line for the runner.
CREATE TRIGGER record_revocation_no_update BEFORE UPDATE ON record_revocation FOR EACH ROW EXECUTE FUNCTION refuse('a revocation is never changed');
CREATE FUNCTION refuse_revocation_alone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM record_person WHERE record_id = OLD.record_id) THEN RAISE EXCEPTION 'a revocation is never undone'; END IF; RETURN OLD; END $$;
CREATE TRIGGER record_revocation_no_delete BEFORE DELETE ON record_revocation FOR EACH ROW EXECUTE FUNCTION refuse_revocation_alone();
CREATE TRIGGER record_revocation_no_truncate BEFORE TRUNCATE ON record_revocation FOR EACH STATEMENT EXECUTE FUNCTION refuse('a revocation is never undone');
CREATE FUNCTION take_revocation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM record_revocation WHERE record_id = OLD.record_id; RETURN NULL; END $$;
CREATE TRIGGER record_person_takes_revocation AFTER DELETE ON record_person FOR EACH ROW EXECUTE FUNCTION take_revocation();
CREATE FUNCTION refuse_other_completion() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.replaces IS NOT NULL AND NOT EXISTS (SELECT 1 FROM completion_record WHERE id = NEW.replaces AND release_id = NEW.release_id AND enrolment_id = NEW.enrolment_id) THEN RAISE EXCEPTION 'a record replaces one of the same completion'; END IF; RETURN NEW; END $$;
CREATE TRIGGER completion_record_replaces_alike BEFORE INSERT ON completion_record FOR EACH ROW EXECUTE FUNCTION refuse_other_completion();
