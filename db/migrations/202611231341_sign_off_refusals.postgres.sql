-- A sign-off may stand behind a completion record: it is taken back by a row of its own, never changed.
CREATE TRIGGER sign_off_no_update BEFORE UPDATE ON sign_off FOR EACH ROW EXECUTE FUNCTION refuse('a sign-off is never changed');
CREATE FUNCTION refuse_sign_off_behind_record() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM completion_record WHERE enrolment_id = OLD.enrolment_id) THEN RAISE EXCEPTION 'a sign-off behind a completion record is never deleted'; END IF; RETURN OLD; END $$;
CREATE TRIGGER sign_off_no_delete BEFORE DELETE ON sign_off FOR EACH ROW EXECUTE FUNCTION refuse_sign_off_behind_record();
CREATE TRIGGER sign_off_withdrawal_no_update BEFORE UPDATE ON sign_off_withdrawal FOR EACH ROW EXECUTE FUNCTION refuse('a sign-off is taken back once');
