-- A request outlives its sender: once they are erased it is nobody's, an adjustment too. Who sends one is asked in
-- domain/request.ts.
CREATE TABLE request_of_somebody_or_nobody (
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
  resolved_by     TEXT REFERENCES person (id)
);
INSERT INTO request_of_somebody_or_nobody SELECT id, number, form_key, kind, person_id, sent_on, due_at, acknowledged_at, acknowledged_by, answered_at, answered_by, resolved_at, resolved_by FROM request;
DROP TABLE request;
ALTER TABLE request_of_somebody_or_nobody RENAME TO request;
CREATE INDEX request_person ON request (person_id);
CREATE INDEX request_due ON request (due_at);
