-- What the database itself refuses of certificates, whoever asks. Each statement stands on one line for the runner.
-- A certificate and the wish to show one's name go with the person's part of the record, in the same transaction.
CREATE TRIGGER certificate_no_update BEFORE UPDATE ON certificate FOR EACH ROW EXECUTE FUNCTION refuse('a certificate is kept as it was first drawn');
CREATE FUNCTION refuse_certificate_alone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM record_person WHERE record_id = OLD.record_id) THEN RAISE EXCEPTION 'a certificate goes only with the person''s part of its record'; END IF; RETURN OLD; END $$;
CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate FOR EACH ROW EXECUTE FUNCTION refuse_certificate_alone();
CREATE TRIGGER certificate_no_truncate BEFORE TRUNCATE ON certificate FOR EACH STATEMENT EXECUTE FUNCTION refuse('a certificate goes only with the person''s part of its record');
CREATE FUNCTION take_certificate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM certificate WHERE record_id = OLD.record_id; DELETE FROM record_disclosure WHERE record_id = OLD.record_id; RETURN NULL; END $$;
CREATE TRIGGER record_person_takes_certificate AFTER DELETE ON record_person FOR EACH ROW EXECUTE FUNCTION take_certificate();
CREATE TRIGGER certificate_logo_no_update BEFORE UPDATE ON certificate_logo FOR EACH ROW EXECUTE FUNCTION refuse('a logo is never changed');
CREATE TRIGGER certificate_logo_no_delete BEFORE DELETE ON certificate_logo FOR EACH ROW EXECUTE FUNCTION refuse('a logo is never deleted');
CREATE TRIGGER certificate_logo_no_truncate BEFORE TRUNCATE ON certificate_logo FOR EACH STATEMENT EXECUTE FUNCTION refuse('a logo is never deleted');
CREATE TRIGGER certificate_setting_keeps BEFORE UPDATE ON certificate_setting FOR EACH ROW WHEN (NEW.keep_years < OLD.keep_years) EXECUTE FUNCTION refuse('how long records are kept is only lengthened');
CREATE TRIGGER certificate_setting_no_delete BEFORE DELETE ON certificate_setting FOR EACH ROW EXECUTE FUNCTION refuse('how long records are kept is only lengthened');
CREATE TRIGGER certificate_setting_no_truncate BEFORE TRUNCATE ON certificate_setting FOR EACH STATEMENT EXECUTE FUNCTION refuse('how long records are kept is only lengthened');
CREATE TRIGGER practice_approval_no_update BEFORE UPDATE OF id, form_key, body, number, starts_on, ends_on, statement, added_at ON practice_approval FOR EACH ROW EXECUTE FUNCTION refuse('an approval is never edited');
