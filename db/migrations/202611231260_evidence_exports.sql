-- What leaves the practice as evidence, and who let themselves be reported (decision record 0052).

-- Somebody asked for a file of evidence: who, when, of what. The file is made when it is downloaded and kept nowhere.
CREATE TABLE evidence_export (
  id         TEXT PRIMARY KEY,
  form_key   TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL CHECK (kind IN ('pack', 'roster', 'assessment')),
  -- Null is every course.
  course_id  TEXT REFERENCES course (id),
  -- Of an assessment pack alone.
  release_id TEXT REFERENCES course_release (id),
  -- Days of the practice, both included; null is open.
  from_day   TEXT,
  to_day     TEXT,
  person_id  TEXT NOT NULL REFERENCES person (id),
  at         TEXT NOT NULL,
  CHECK ((kind = 'assessment') = (release_id IS NOT NULL)),
  CHECK (from_day IS NULL OR to_day IS NULL OR from_day <= to_day)
);
CREATE INDEX evidence_export_of_person ON evidence_export (person_id);

-- That the owner of a record lets the practice report it to a board, with what a board asks for. Without a row nothing is
-- reported; taking it back deletes the row.
CREATE TABLE reporting_consent (
  record_id      TEXT PRIMARY KEY REFERENCES completion_record (id),
  last_name      TEXT NOT NULL,
  first_name     TEXT NOT NULL,
  licence_number TEXT NOT NULL,
  jurisdiction   TEXT NOT NULL,
  at             TEXT NOT NULL
);
