-- By what the server tells an entry that it appended itself from a row that somebody wrote here: only what has its stamp
-- is written into the journal and signed (decision record 0059). The key is in the folder of keys.
CREATE TABLE evidence_stamp (
  position INTEGER PRIMARY KEY REFERENCES evidence_entry (position),
  stamp    TEXT NOT NULL
);
