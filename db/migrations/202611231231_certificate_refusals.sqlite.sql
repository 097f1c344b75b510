-- What the database itself refuses of certificates, whoever asks. Each statement stands on one line for the runner.
-- A certificate and the wish to show one's name go with the person's part of the record, in the same transaction.
CREATE TRIGGER certificate_no_update BEFORE UPDATE ON certificate BEGIN SELECT RAISE(ABORT, 'a certificate is kept as it was first drawn'); END;
CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate WHEN EXISTS (SELECT 1 FROM record_person WHERE record_id = OLD.record_id) BEGIN SELECT RAISE(ABORT, 'a certificate goes only with the person''s part of its record'); END;
CREATE TRIGGER record_person_takes_certificate AFTER DELETE ON record_person BEGIN DELETE FROM certificate WHERE record_id = OLD.record_id; DELETE FROM record_disclosure WHERE record_id = OLD.record_id; END;
CREATE TRIGGER certificate_logo_no_update BEFORE UPDATE ON certificate_logo BEGIN SELECT RAISE(ABORT, 'a logo is never changed'); END;
CREATE TRIGGER certificate_logo_no_delete BEFORE DELETE ON certificate_logo BEGIN SELECT RAISE(ABORT, 'a logo is never deleted'); END;
CREATE TRIGGER certificate_setting_keeps BEFORE UPDATE ON certificate_setting WHEN NEW.keep_years < OLD.keep_years BEGIN SELECT RAISE(ABORT, 'how long records are kept is only lengthened'); END;
CREATE TRIGGER certificate_setting_no_delete BEFORE DELETE ON certificate_setting BEGIN SELECT RAISE(ABORT, 'how long records are kept is only lengthened'); END;
CREATE TRIGGER practice_approval_no_update BEFORE UPDATE OF id, form_key, body, number, starts_on, ends_on, statement, added_at ON practice_approval BEGIN SELECT RAISE(ABORT, 'an approval is never edited'); END;
