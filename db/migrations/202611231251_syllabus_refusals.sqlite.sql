-- What the database itself refuses of syllabi, whoever asks. Each statement stands on one line for the runner.
CREATE TRIGGER syllabus_no_update BEFORE UPDATE ON syllabus BEGIN SELECT RAISE(ABORT, 'a syllabus is never changed'); END;
CREATE TRIGGER syllabus_no_delete BEFORE DELETE ON syllabus BEGIN SELECT RAISE(ABORT, 'a syllabus is never deleted'); END;
