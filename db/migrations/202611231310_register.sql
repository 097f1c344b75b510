-- What ends a record, and what the register is searched by (decision record 0049).

-- Why a record was revoked; that it was, and when, is the log's to say, which holds a keyed hash of this. Who did it is
-- in the audit trail, and so are further words. It goes with the person's part of the record.
CREATE TABLE record_revocation (
  record_id TEXT PRIMARY KEY REFERENCES completion_record (id),
  reason    TEXT NOT NULL CHECK (reason IN ('issued-in-error', 'not-their-own-work', 'wrong-person', 'holder-asked')),
  salt      TEXT NOT NULL
);

-- The register's order, alone and by course: a page costs what it shows.
CREATE INDEX completion_record_issued ON completion_record (issued_at, id);
CREATE INDEX completion_record_course ON completion_record (course_id, issued_at, id);
