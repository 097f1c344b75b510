-- What people ask of those who run the practice: an adjustment, or to look into something that went wrong (CE-37, CE-38).

-- `id` and `number` are random and `sent_on` is a day in the practice's zone, so that a grievance without a person tells
-- no time by which to find one; its `form_key` names nobody either. `due_at` is the end of the working day by which an
-- accommodation is answered, a grievance acknowledged.
CREATE TABLE request (
  id              TEXT PRIMARY KEY,
  number          TEXT NOT NULL UNIQUE,
  form_key        TEXT NOT NULL UNIQUE,
  kind            TEXT NOT NULL CHECK (kind IN ('accommodation', 'grievance')),
  person_id       TEXT REFERENCES person (id),
  sent_on         TEXT NOT NULL,
  due_at          TEXT NOT NULL,
  acknowledged_at TEXT,
  acknowledged_by TEXT REFERENCES person (id),
  answered_at     TEXT,
  answered_by     TEXT REFERENCES person (id),
  resolved_at     TEXT,
  resolved_by     TEXT REFERENCES person (id),
  -- Only a grievance can be sent without a name: an adjustment is made for somebody.
  CHECK (kind = 'grievance' OR person_id IS NOT NULL)
);
CREATE INDEX request_person ON request (person_id);
CREATE INDEX request_due ON request (due_at);

-- Its words, apart and sealed with a key of the request's own, so that retention and erasure can take them.
CREATE TABLE request_text (
  request_id TEXT NOT NULL REFERENCES request (id),
  part       TEXT NOT NULL CHECK (part IN ('reason', 'answer', 'resolution')),
  ciphertext TEXT NOT NULL,
  nonce      TEXT NOT NULL,
  PRIMARY KEY (request_id, part)
);
