-- More attempts for one learner, granted by an administrator: at one quiz of an enrolment or, without a quiz, at each.
-- `form_key` makes a form sent twice one grant.
CREATE TABLE accommodation (
  id           TEXT PRIMARY KEY,
  form_key     TEXT NOT NULL UNIQUE,
  enrolment_id TEXT NOT NULL REFERENCES enrolment (id),
  quiz_id      TEXT,
  attempts     INTEGER NOT NULL CHECK (attempts > 0),
  granted_by   TEXT NOT NULL REFERENCES person (id),
  granted_at   TEXT NOT NULL
);
CREATE INDEX accommodation_enrolment ON accommodation (enrolment_id);

-- Why, apart, so that retention and erasure can take the words and leave what was granted. It may speak of somebody's
-- health: only administrators read it.
CREATE TABLE accommodation_reason (
  accommodation_id TEXT PRIMARY KEY REFERENCES accommodation (id),
  reason           TEXT NOT NULL
);
