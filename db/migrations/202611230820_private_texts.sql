-- What people write for themselves, and the places they keep. The texts are sealed with a key of each person's own,
-- which is in no database: a copy of these rows tells when somebody wrote, and nothing else.

-- A reflection belongs to a prompt, a note to a heading of a lesson ('' is the lesson itself), by ids of the course that
-- outlast its releases. `version` counts what was kept. `page` and `turn` are the opened page that wrote last and how
-- often it had sent, so that a page may go on after an answer was lost, and no older sending undoes a later one.
CREATE TABLE private_text (
  id         TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL REFERENCES person (id),
  course_id  TEXT NOT NULL REFERENCES course (id),
  kind       TEXT NOT NULL CHECK (kind IN ('reflection', 'note')),
  subject_id TEXT NOT NULL,
  anchor     TEXT NOT NULL,
  ciphertext TEXT NOT NULL,
  nonce      TEXT NOT NULL,
  version    INTEGER NOT NULL CHECK (version > 0),
  page       TEXT NOT NULL,
  turn       INTEGER NOT NULL CHECK (turn > 0),
  saved_at   TEXT NOT NULL,
  -- Two windows that begin at once begin one text.
  UNIQUE (person_id, course_id, kind, subject_id, anchor),
  CHECK (kind = 'note' OR anchor = '')
);

-- An anchor is a hash of a heading: no words of the course, none of the person.
CREATE TABLE bookmark (
  person_id TEXT NOT NULL REFERENCES person (id),
  course_id TEXT NOT NULL REFERENCES course (id),
  lesson_id TEXT NOT NULL,
  anchor    TEXT NOT NULL,
  made_at   TEXT NOT NULL,
  -- Pressed twice is one.
  PRIMARY KEY (person_id, course_id, lesson_id, anchor)
);

-- A copy of a reflection that its writer gave to one supervisor, sealed with the writer's key and bound to the reader.
-- Taking it back deletes the row.
CREATE TABLE reflection_share (
  id         TEXT PRIMARY KEY,
  text_id    TEXT NOT NULL REFERENCES private_text (id),
  person_id  TEXT NOT NULL REFERENCES person (id),
  reader_id  TEXT NOT NULL REFERENCES person (id),
  ciphertext TEXT NOT NULL,
  nonce      TEXT NOT NULL,
  version    INTEGER NOT NULL CHECK (version > 0),
  shared_at  TEXT NOT NULL,
  opened_at  TEXT,
  -- One copy for each reader; sharing again puts the new one in its place.
  UNIQUE (text_id, reader_id),
  CHECK (person_id <> reader_id)
);
CREATE INDEX reflection_share_reader ON reflection_share (reader_id);
