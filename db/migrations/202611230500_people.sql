-- Who there is: the practice, its people, how they prove who they are, and what they may do.
-- The runner adds STRICT on SQLite. Ids are UUIDv7 text; times are UTC ISO-8601 text with milliseconds.

-- One row, made here and filled in by the first run. `purpose` decides what may be done to the database itself:
-- only a test or demo database may be run on a clock of its own.
CREATE TABLE practice (
  id         TEXT PRIMARY KEY CHECK (id = 'practice'),
  name       TEXT NOT NULL,
  contact    TEXT NOT NULL,
  zone       TEXT NOT NULL,
  purpose    TEXT NOT NULL CHECK (purpose IN ('live', 'demo', 'test')),
  version    INTEGER NOT NULL,
  changed_at TEXT
);
INSERT INTO practice (id, name, contact, zone, purpose, version) VALUES ('practice', '', '', 'UTC', 'live', 1);

-- Emptied on erasure, never deleted: evidence names the row, not the human being. `alias_of` may be checked late, so
-- that a copy to another database can be made in any order.
CREATE TABLE person (
  id           TEXT PRIMARY KEY,
  email        TEXT UNIQUE,
  name         TEXT,
  zone         TEXT,
  created_at   TEXT NOT NULL,
  suspended_at TEXT,
  left_at      TEXT,
  erased_at    TEXT,
  alias_of     TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  version      INTEGER NOT NULL,
  CHECK (email = lower(email)),
  CHECK (alias_of <> id),
  CHECK (erased_at IS NULL OR (email IS NULL AND name IS NULL AND zone IS NULL))
);

-- Apart from the person, since a person may sign in some other way, or not at all.
CREATE TABLE password (
  person_id  TEXT PRIMARY KEY REFERENCES person (id),
  hash       TEXT NOT NULL,
  changed_at TEXT NOT NULL
);

CREATE TABLE identity (
  issuer    TEXT NOT NULL,
  subject   TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  linked_at TEXT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_person ON identity (person_id);

-- Only a hash of the token is kept, so that a copy of the database opens nothing.
CREATE TABLE session (
  id                 TEXT PRIMARY KEY,
  token_hash         TEXT NOT NULL UNIQUE,
  person_id          TEXT NOT NULL REFERENCES person (id),
  created_at         TEXT NOT NULL,
  last_seen_at       TEXT NOT NULL,
  method             TEXT NOT NULL,
  second_factor_at   TEXT,
  reauthenticated_at TEXT,
  device             TEXT NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE role_grant (
  id         TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL REFERENCES person (id),
  role       TEXT NOT NULL CHECK (role IN ('administrator', 'supervisor', 'author', 'auditor', 'reviewer')),
  course_id  TEXT,
  started_at TEXT NOT NULL,
  ended_at   TEXT
);
CREATE UNIQUE INDEX role_grant_current ON role_grant (person_id, role) WHERE ended_at IS NULL AND course_id IS NULL;
CREATE UNIQUE INDEX role_grant_course_current ON role_grant (person_id, role, course_id) WHERE ended_at IS NULL AND course_id IS NOT NULL;

CREATE TABLE team (
  id         TEXT PRIMARY KEY,
  form_key   TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at   TEXT
);

CREATE TABLE team_member (
  id         TEXT PRIMARY KEY,
  team_id    TEXT NOT NULL REFERENCES team (id),
  person_id  TEXT NOT NULL REFERENCES person (id),
  started_at TEXT NOT NULL,
  ended_at   TEXT
);
CREATE UNIQUE INDEX team_member_current ON team_member (team_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX team_member_person ON team_member (person_id);

CREATE TABLE team_supervisor (
  id         TEXT PRIMARY KEY,
  team_id    TEXT NOT NULL REFERENCES team (id),
  person_id  TEXT NOT NULL REFERENCES person (id),
  started_at TEXT NOT NULL,
  ended_at   TEXT
);
CREATE UNIQUE INDEX team_supervisor_current ON team_supervisor (team_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX team_supervisor_person ON team_supervisor (person_id);

-- Single use, seven days, for one e-mail address. The token is shown once and only its hash kept.
-- `form_key` makes a second submit of the same form find the first one's row. Erasure empties address and name;
-- an invitation without `invited_by` was made at the command line.
CREATE TABLE invitation (
  id          TEXT PRIMARY KEY,
  form_key    TEXT NOT NULL UNIQUE,
  token_hash  TEXT NOT NULL UNIQUE,
  email       TEXT,
  name        TEXT,
  role        TEXT CHECK (role IN ('administrator', 'supervisor', 'author', 'auditor', 'reviewer')),
  team_id     TEXT REFERENCES team (id),
  invited_by  TEXT REFERENCES person (id),
  invited_at  TEXT NOT NULL,
  expires_at  TEXT NOT NULL,
  withdrawn_at TEXT,
  accepted_at TEXT,
  accepted_by TEXT REFERENCES person (id)
);
CREATE INDEX invitation_email ON invitation (email);

-- A way back in that an administrator, or without `made_by` the command line, starts and never completes: the person
-- sets the password.
CREATE TABLE reset_link (
  id         TEXT PRIMARY KEY,
  form_key   TEXT NOT NULL UNIQUE,
  token_hash TEXT NOT NULL UNIQUE,
  person_id  TEXT NOT NULL REFERENCES person (id),
  made_by    TEXT REFERENCES person (id),
  made_at    TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at    TEXT
);
CREATE INDEX reset_link_person ON reset_link (person_id);

-- At most one: each start of an instance without an administrator replaces it.
CREATE TABLE first_run_link (
  id         TEXT PRIMARY KEY CHECK (id = 'first-run'),
  token_hash TEXT NOT NULL,
  made_at    TEXT NOT NULL
);
