-- Reminders that a person sent, in one click. `form_key` makes a form sent twice one; `cycle` is that of the enrolment
-- they had then, if any. What is sent, and whether it was, stands in the outbox.
CREATE TABLE nudge (
  id        TEXT PRIMARY KEY,
  form_key  TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person (id),
  by_id     TEXT NOT NULL REFERENCES person (id),
  course_id TEXT NOT NULL REFERENCES course (id),
  cycle     INTEGER,
  at        TEXT NOT NULL
);
-- When somebody was last nudged, whoever did.
CREATE INDEX nudge_person ON nudge (person_id, at);

-- The sentence of the one who nudged, sealed with a key of the nudge's own, until it is sent or cannot be.
CREATE TABLE nudge_sentence (
  nudge_id   TEXT PRIMARY KEY REFERENCES nudge (id) ON DELETE CASCADE,
  ciphertext TEXT NOT NULL,
  nonce      TEXT NOT NULL
);

-- What Team today and reminders look for lies among those who are not done, or not done for good: a fraction of all.
CREATE INDEX standing_open ON standing (person_id) WHERE completed_at IS NULL OR expires_on IS NOT NULL;
