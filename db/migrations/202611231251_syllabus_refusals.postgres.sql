-- What the database itself refuses of syllabi, whoever asks. Each statement stands on one line for the runner.
CREATE TRIGGER syllabus_no_update BEFORE UPDATE ON syllabus FOR EACH ROW EXECUTE FUNCTION refuse('a syllabus is never changed');
CREATE TRIGGER syllabus_no_delete BEFORE DELETE ON syllabus FOR EACH ROW EXECUTE FUNCTION refuse('a syllabus is never deleted');
CREATE TRIGGER syllabus_no_truncate BEFORE TRUNCATE ON syllabus FOR EACH STATEMENT EXECUTE FUNCTION refuse('a syllabus is never deleted');
