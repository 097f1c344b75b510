-- What there is to learn. A release is written once, with all its sources, and never changed (triggers in …0504).

CREATE TABLE course (
  id     TEXT PRIMARY KEY,
  origin TEXT NOT NULL CHECK (origin IN ('folder', 'editor')),
  folder TEXT,
  -- When the folder was last found without the course: no new enrolments, all else stays.
  missing_since TEXT,
  created_at TEXT NOT NULL
);

CREATE TABLE course_release (
  id           TEXT PRIMARY KEY,
  course_id    TEXT NOT NULL REFERENCES course (id),
  version      TEXT NOT NULL,
  -- The version as one sortable text, so that "the highest" is a query: 00001.00002.00003
  version_order TEXT NOT NULL,
  -- SHA-256 over bytes, paths and lengths of the sources, in hexadecimal.
  hash         TEXT NOT NULL UNIQUE,
  sources      TEXT NOT NULL,
  compiled     TEXT NOT NULL,
  published_at TEXT NOT NULL,
  published_by TEXT NOT NULL,
  UNIQUE (course_id, version)
);
CREATE UNIQUE INDEX course_release_order ON course_release (course_id, version_order);

-- What the last look at each course folder found; administrators and authors see the faults.
CREATE TABLE course_check (
  folder     TEXT PRIMARY KEY,
  course_id  TEXT,
  hash       TEXT NOT NULL,
  faults     TEXT NOT NULL,
  checked_at TEXT NOT NULL
);
