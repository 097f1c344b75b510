-- What learners did. Progress is derived from these rows and the release; no percentage is stored.

-- One row is one cycle. Leaving sets an end; returning takes up the same row.
CREATE TABLE enrolment (
  id          TEXT PRIMARY KEY,
  person_id   TEXT NOT NULL REFERENCES person (id),
  course_id   TEXT NOT NULL REFERENCES course (id),
  cycle       INTEGER NOT NULL CHECK (cycle > 0),
  release_id  TEXT NOT NULL REFERENCES course_release (id),
  enrolled_at TEXT NOT NULL,
  left_at     TEXT,
  UNIQUE (person_id, course_id, cycle),
  UNIQUE (id, person_id, course_id, cycle)
);

-- The exact place, one row per enrolment, touched by every write of the learner. There is no reading trail.
CREATE TABLE enrolment_place (
  enrolment_id TEXT PRIMARY KEY REFERENCES enrolment (id),
  lesson_id    TEXT,
  anchor       TEXT,
  at           TEXT NOT NULL
);

-- The button at a lesson's end was pressed. Repeatable; the ordinal makes a double press one row.
CREATE TABLE lesson_read (
  id           TEXT PRIMARY KEY,
  enrolment_id TEXT NOT NULL REFERENCES enrolment (id),
  lesson_id    TEXT NOT NULL,
  ordinal      INTEGER NOT NULL CHECK (ordinal > 0),
  release_id   TEXT NOT NULL REFERENCES course_release (id),
  read_at      TEXT NOT NULL,
  UNIQUE (enrolment_id, lesson_id, ordinal)
);

-- One sitting of one quiz. `drawn` is the snapshot it is graded by: items and the order of their choices, as
-- canonical JSON. The score is an exact fraction. Never changed after it is submitted (triggers in …0504).
CREATE TABLE attempt (
  id            TEXT PRIMARY KEY,
  enrolment_id  TEXT NOT NULL REFERENCES enrolment (id),
  quiz_id       TEXT NOT NULL,
  ordinal       INTEGER NOT NULL CHECK (ordinal > 0),
  release_id    TEXT NOT NULL REFERENCES course_release (id),
  form_key      TEXT NOT NULL UNIQUE,
  seed          TEXT NOT NULL,
  drawn         TEXT NOT NULL,
  opened_at     TEXT NOT NULL,
  submitted_at  TEXT,
  score_top     INTEGER,
  score_bottom  INTEGER,
  passed        INTEGER CHECK (passed IN (0, 1)),
  -- The objectives missed, and how often each lesson that serves them had been marked read by then, as canonical
  -- JSON: what must be read again after the last attempt, whatever any clock said.
  missed        TEXT,
  UNIQUE (enrolment_id, quiz_id, ordinal),
  CHECK ((submitted_at IS NULL) = (passed IS NULL)),
  CHECK ((submitted_at IS NULL) = (score_top IS NULL)),
  CHECK ((submitted_at IS NULL) = (score_bottom IS NULL)),
  CHECK (submitted_at IS NOT NULL OR missed IS NULL)
);
CREATE UNIQUE INDEX attempt_open ON attempt (enrolment_id, quiz_id) WHERE submitted_at IS NULL;

-- `version` counts the savings of one answer, so that a later one is not undone by an older that arrives after it.
CREATE TABLE attempt_answer (
  attempt_id TEXT NOT NULL REFERENCES attempt (id),
  item_id    TEXT NOT NULL,
  -- Chosen choice ids as a JSON list.
  chosen     TEXT NOT NULL,
  saved_at   TEXT NOT NULL,
  version    INTEGER NOT NULL CHECK (version > 0),
  PRIMARY KEY (attempt_id, item_id)
);

-- The name as on the licence, typed by the learner for the record; confirming again adds a row.
CREATE TABLE name_confirmation (
  id           TEXT PRIMARY KEY,
  enrolment_id TEXT NOT NULL REFERENCES enrolment (id),
  form_key     TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  licences     TEXT NOT NULL,
  confirmed_at TEXT NOT NULL
);
CREATE INDEX name_confirmation_enrolment ON name_confirmation (enrolment_id);

-- "I am the person named and did this myself": the text as it was shown, and when. Signed again for another release
-- or another name. `confirmation_id` refers by value alone: the name is erased one day, and this stays.
CREATE TABLE attestation (
  id              TEXT PRIMARY KEY,
  enrolment_id    TEXT NOT NULL REFERENCES enrolment (id),
  release_id      TEXT NOT NULL REFERENCES course_release (id),
  confirmation_id TEXT NOT NULL,
  text            TEXT NOT NULL,
  signed_at       TEXT NOT NULL,
  UNIQUE (enrolment_id, release_id, confirmation_id)
);
