-- What must stand years later, and what must be told of who did what.

-- Issued once per person, course and cycle, in the transaction of its last condition; never edited, only
-- replaced by a later row. `entry` is canonical JSON of everything the record attests and names no person.
CREATE TABLE completion_record (
  id           TEXT PRIMARY KEY,
  code         TEXT NOT NULL UNIQUE,
  person_id    TEXT NOT NULL REFERENCES person (id),
  course_id    TEXT NOT NULL REFERENCES course (id),
  cycle        INTEGER NOT NULL,
  enrolment_id TEXT NOT NULL,
  release_id   TEXT NOT NULL REFERENCES course_release (id),
  issued_at    TEXT NOT NULL,
  replaces     TEXT UNIQUE,
  entry        TEXT NOT NULL,
  UNIQUE (id, person_id, course_id, cycle),
  FOREIGN KEY (enrolment_id, person_id, course_id, cycle) REFERENCES enrolment (id, person_id, course_id, cycle),
  FOREIGN KEY (replaces, person_id, course_id, cycle) REFERENCES completion_record (id, person_id, course_id, cycle) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX completion_record_enrolment ON completion_record (enrolment_id);
CREATE UNIQUE INDEX completion_record_once ON completion_record (person_id, course_id, cycle) WHERE replaces IS NULL;

-- The person's part of a record. Retention and erasure delete this row, and nothing else of the evidence.
CREATE TABLE record_person (
  record_id TEXT PRIMARY KEY REFERENCES completion_record (id),
  name      TEXT NOT NULL,
  licences  TEXT NOT NULL,
  salt      TEXT NOT NULL
);

-- Who did what to what: ids only, no free text. The actor is a person, or start, cli or job.
CREATE TABLE audit_entry (
  id           TEXT PRIMARY KEY,
  at           TEXT NOT NULL,
  actor_kind   TEXT NOT NULL,
  actor_id     TEXT,
  act          TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id   TEXT NOT NULL,
  CHECK (actor_kind <> 'person' OR actor_id IS NOT NULL)
);
CREATE INDEX audit_entry_subject ON audit_entry (subject_kind, subject_id);
CREATE INDEX audit_entry_actor ON audit_entry (actor_id);

-- The words behind an entry, kept apart so that retention can empty them.
CREATE TABLE audit_reason (
  entry_id TEXT PRIMARY KEY REFERENCES audit_entry (id),
  reason   TEXT NOT NULL
);

-- Who looked at whose record. A person's page logs the person, a list logs the team.
CREATE TABLE view_log (
  id           TEXT PRIMARY KEY,
  at           TEXT NOT NULL,
  viewer_id    TEXT NOT NULL REFERENCES person (id),
  subject_kind TEXT NOT NULL,
  subject_id   TEXT NOT NULL
);
CREATE INDEX view_log_subject ON view_log (subject_kind, subject_id);

-- Sign-ins, good and bad: the security log and what throttling counts. `account` is a hash of the address typed.
CREATE TABLE sign_in_event (
  id        TEXT PRIMARY KEY,
  at        TEXT NOT NULL,
  account   TEXT NOT NULL,
  ip        TEXT NOT NULL,
  outcome   TEXT NOT NULL,
  person_id TEXT REFERENCES person (id)
);
CREATE INDEX sign_in_event_account ON sign_in_event (account, at);
CREATE INDEX sign_in_event_ip ON sign_in_event (ip, at);

-- What must happen after a commit, once each. Taken by lease; `now` rows are done before the answer.
CREATE TABLE outbox (
  id          TEXT PRIMARY KEY,
  effect_key  TEXT NOT NULL UNIQUE,
  kind        TEXT NOT NULL,
  payload     TEXT NOT NULL,
  urgency     TEXT NOT NULL CHECK (urgency IN ('now', 'soon')),
  created_at  TEXT NOT NULL,
  due_at      TEXT NOT NULL,
  leased_until TEXT,
  tries       INTEGER NOT NULL,
  done_at     TEXT,
  outcome     TEXT
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;
