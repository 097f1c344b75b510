-- What a supervisor saw of an observed conversation, by the rubric of the learner's release. A later one stands instead
-- of an earlier one; there is no room for words, since a client might be in them. `form_key` makes a second submit of
-- the same form find the first one's row.
CREATE TABLE sign_off (
  id           TEXT PRIMARY KEY,
  form_key     TEXT NOT NULL UNIQUE,
  enrolment_id TEXT NOT NULL REFERENCES enrolment (id),
  release_id   TEXT NOT NULL REFERENCES course_release (id),
  signed_by    TEXT NOT NULL REFERENCES person (id),
  observed_on  TEXT NOT NULL,
  observed     TEXT NOT NULL,
  met          INTEGER NOT NULL CHECK (met IN (0, 1)),
  at           TEXT NOT NULL
);
CREATE INDEX sign_off_enrolment ON sign_off (enrolment_id);

-- A sign-off is never changed: taken back, it says why by one of three reasons.
CREATE TABLE sign_off_withdrawal (
  sign_off_id TEXT PRIMARY KEY REFERENCES sign_off (id),
  why         TEXT NOT NULL CHECK (why IN ('wrong-person', 'wrong-day', 'misjudged')),
  at          TEXT NOT NULL
);
