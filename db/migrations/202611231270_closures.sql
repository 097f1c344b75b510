-- A person asked for their account to be closed: it takes effect at `due_at`, and until then signing in takes it back,
-- which deletes the row.
CREATE TABLE closure (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  asked_at  TEXT NOT NULL,
  due_at    TEXT NOT NULL,
  CHECK (asked_at < due_at)
);
CREATE INDEX closure_due ON closure (due_at);
