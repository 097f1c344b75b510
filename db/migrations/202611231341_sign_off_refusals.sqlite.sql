-- A sign-off may stand behind a completion record: it is taken back by a row of its own, never changed.
CREATE TRIGGER sign_off_no_update BEFORE UPDATE ON sign_off BEGIN SELECT RAISE(ABORT, 'a sign-off is never changed'); END;
CREATE TRIGGER sign_off_no_delete BEFORE DELETE ON sign_off WHEN EXISTS (SELECT 1 FROM completion_record WHERE enrolment_id = OLD.enrolment_id) BEGIN SELECT RAISE(ABORT, 'a sign-off behind a completion record is never deleted'); END;
CREATE TRIGGER sign_off_withdrawal_no_update BEFORE UPDATE ON sign_off_withdrawal BEGIN SELECT RAISE(ABORT, 'a sign-off is taken back once'); END;
