-- Somebody wants another address for signing in. It counts once the link that is sent there is used: `token_hash` is of
-- its secret. `former` is where the notice goes then. The same form sent twice is one ask.
CREATE TABLE email_change (
  id         TEXT PRIMARY KEY,
  form_key   TEXT NOT NULL UNIQUE,
  token_hash TEXT NOT NULL UNIQUE,
  person_id  TEXT NOT NULL REFERENCES person (id),
  email      TEXT NOT NULL,
  former     TEXT NOT NULL,
  asked_at   TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at    TEXT
);
CREATE INDEX email_change_person ON email_change (person_id);
