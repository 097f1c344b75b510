-- The evidence log: what may be shown years later to one who trusts nobody here (decision record 0045).

-- Entries in their order, which is the order of the tree's leaves. `body` is canonical JSON that names nobody; a
-- person's part stands in it as a salted hash. `leaf_hash` is RFC 6962's of the body, as base64url.
CREATE TABLE evidence_entry (
  position  INTEGER PRIMARY KEY CHECK (position >= 0),
  kind      TEXT NOT NULL CHECK (kind IN ('key', 'issue', 'supersede', 'revoke', 'artifact', 'withdraw')),
  -- None where the entry announces a key.
  record_id TEXT REFERENCES completion_record (id),
  at        TEXT NOT NULL,
  body      TEXT NOT NULL,
  leaf_hash TEXT NOT NULL,
  CHECK ((kind = 'key') = (record_id IS NULL))
);
CREATE INDEX evidence_entry_record ON evidence_entry (record_id);
-- A record enters the log once, is revoked once and is withdrawn once; it may have several artifacts.
CREATE UNIQUE INDEX evidence_entry_enters ON evidence_entry (record_id) WHERE kind IN ('issue', 'supersede');
CREATE UNIQUE INDEX evidence_entry_ends ON evidence_entry (record_id, kind) WHERE kind IN ('revoke', 'withdraw');

-- The log signed at a size (C2SP tlog-checkpoint), after its entries are in the journal.
CREATE TABLE evidence_checkpoint (
  size      INTEGER PRIMARY KEY CHECK (size > 0),
  note      TEXT NOT NULL,
  signed_at TEXT NOT NULL
);

-- One row that each entry moves on by one: two entries at once cannot take the same position, and time never goes back.
CREATE TABLE evidence_head (
  id   TEXT PRIMARY KEY CHECK (id = 'head'),
  size INTEGER NOT NULL CHECK (size >= 0),
  at   TEXT
);
INSERT INTO evidence_head (id, size, at) VALUES ('head', 0, NULL);
