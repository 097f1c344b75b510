-- The log also says which accounts were closed, kept and erased, by ids alone: such an entry is of no record, as one that
-- announces a key. The table is built again, since SQLite changes no CHECK.
PRAGMA legacy_alter_table = ON;
CREATE TABLE evidence_entry_of_accounts_too (
  position  INTEGER PRIMARY KEY CHECK (position >= 0),
  kind      TEXT NOT NULL CHECK (kind IN ('key', 'issue', 'supersede', 'revoke', 'artifact', 'withdraw', 'account')),
  -- None where the entry announces a key, or is of an account.
  record_id TEXT REFERENCES completion_record (id),
  at        TEXT NOT NULL,
  body      TEXT NOT NULL,
  leaf_hash TEXT NOT NULL,
  CHECK ((kind IN ('key', 'account')) = (record_id IS NULL))
);
INSERT INTO evidence_entry_of_accounts_too SELECT position, kind, record_id, at, body, leaf_hash FROM evidence_entry;
DROP TABLE evidence_entry;
ALTER TABLE evidence_entry_of_accounts_too RENAME TO evidence_entry;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX evidence_entry_record ON evidence_entry (record_id);
CREATE UNIQUE INDEX evidence_entry_enters ON evidence_entry (record_id) WHERE kind IN ('issue', 'supersede');
CREATE UNIQUE INDEX evidence_entry_ends ON evidence_entry (record_id, kind) WHERE kind IN ('revoke', 'withdraw');
CREATE TRIGGER evidence_entry_no_update BEFORE UPDATE ON evidence_entry BEGIN SELECT RAISE(ABORT, 'an entry of the evidence log is never changed'); END;
CREATE TRIGGER evidence_entry_no_delete BEFORE DELETE ON evidence_entry BEGIN SELECT RAISE(ABORT, 'an entry of the evidence log is never deleted'); END;
CREATE TRIGGER standing_revoked AFTER INSERT ON evidence_entry WHEN NEW.kind = 'revoke' BEGIN UPDATE standing SET (completed_cycle, completed_at, expires_on) = (SELECT r.cycle, r.issued_at, json_extract(r.entry, '$.validity.expiresOn') FROM completion_record r WHERE r.person_id = standing.person_id AND r.course_id = standing.course_id AND +r.replaces IS NULL AND NOT EXISTS (SELECT 1 FROM completion_record v JOIN evidence_entry e ON e.record_id = v.id WHERE e.kind = 'revoke' AND v.person_id = r.person_id AND v.course_id = r.course_id AND v.cycle = r.cycle) ORDER BY r.cycle DESC LIMIT 1) WHERE person_id = (SELECT w.person_id FROM completion_record w WHERE w.id = NEW.record_id) AND course_id = (SELECT w.course_id FROM completion_record w WHERE w.id = NEW.record_id); END;
