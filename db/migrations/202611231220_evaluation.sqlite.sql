-- The evaluation of a course, apart from who sent it (decision record 0046).

-- That it was sent from an enrolment, once: what the condition of completion asks. No time, and nothing of the answers.
CREATE TABLE evaluation_sent (
  enrolment_id TEXT PRIMARY KEY REFERENCES enrolment (id)
) WITHOUT ROWID;

-- What was answered, by nobody. `id` is random and the rows lie in its order: without a rowid nothing counts them up.
-- `month` (UTC, 2026-11) is all the time there is. `answers` is canonical JSON, question to number. `told` turns to 1 in
-- steps of five, and only what is told is shown.
CREATE TABLE evaluation (
  id         TEXT PRIMARY KEY,
  release_id TEXT NOT NULL REFERENCES course_release (id),
  month      TEXT NOT NULL,
  answers    TEXT NOT NULL,
  comment    TEXT,
  told       INTEGER NOT NULL CHECK (told IN (0, 1))
) WITHOUT ROWID;
CREATE INDEX evaluation_release ON evaluation (release_id, month);

CREATE TRIGGER evaluation_sent_no_update BEFORE UPDATE ON evaluation_sent BEGIN SELECT RAISE(ABORT, 'an evaluation is sent once'); END;
CREATE TRIGGER evaluation_no_update BEFORE UPDATE ON evaluation BEGIN SELECT RAISE(ABORT, 'an evaluation is never changed'); END;
