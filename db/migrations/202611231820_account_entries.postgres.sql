-- The log also says which accounts were closed, kept and erased, by ids alone: such an entry is of no record, as one that
-- announces a key.
ALTER TABLE evidence_entry DROP CONSTRAINT evidence_entry_kind_check;
ALTER TABLE evidence_entry DROP CONSTRAINT evidence_entry_check;
ALTER TABLE evidence_entry ADD CONSTRAINT evidence_entry_kind_check CHECK (kind IN ('key', 'issue', 'supersede', 'revoke', 'artifact', 'withdraw', 'account'));
ALTER TABLE evidence_entry ADD CONSTRAINT evidence_entry_check CHECK ((kind IN ('key', 'account')) = (record_id IS NULL));
