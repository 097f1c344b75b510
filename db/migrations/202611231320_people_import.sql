-- What a practice says of its people beside what they say of themselves, and bringing many in from one file.

-- As the practice's own list has them; emptied on erasure like the rest of the row. `joined_on` is a day without a
-- zone, YYYY-MM-DD.
ALTER TABLE person ADD COLUMN profession TEXT;
ALTER TABLE person ADD COLUMN joined_on TEXT;
ALTER TABLE person ADD COLUMN external_id TEXT;
-- The number of the practice's own list is nobody else's.
CREATE UNIQUE INDEX person_external_id ON person (external_id) WHERE external_id IS NOT NULL;
-- Whose accounts were merged into one is asked for each of them.
CREATE INDEX person_alias ON person (alias_of) WHERE alias_of IS NOT NULL;

-- A licence that the practice's list names; what a learner gives for a record stands in name_confirmation.
CREATE TABLE person_licence (
  id           TEXT PRIMARY KEY,
  person_id    TEXT NOT NULL REFERENCES person (id),
  type         TEXT NOT NULL,
  number       TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  added_at     TEXT NOT NULL,
  -- The same file again adds nothing.
  UNIQUE (person_id, type, number, jurisdiction)
);

-- One upload. Its rows are deleted when it is carried out or thrown away; the counts, which name nobody, stay.
-- `columns`, `left_out` and `empty_lines` are lists as JSON: column names and line numbers of the file's heading.
CREATE TABLE people_import (
  id          TEXT PRIMARY KEY,
  uploaded_by TEXT REFERENCES person (id),
  uploaded_at TEXT NOT NULL,
  columns     TEXT NOT NULL,
  left_out    TEXT NOT NULL,
  empty_lines TEXT NOT NULL,
  begun_at    TEXT,
  finished_at TEXT,
  invited     INTEGER,
  changed     INTEGER,
  unchanged   INTEGER,
  refused     INTEGER,
  -- Rows that others had overtaken by the time they would have been carried out.
  overtaken   INTEGER
);

-- A line of the file with what it would do, as it was shown. `cells` holds the columns that are taken, as JSON;
-- `verdict` the changes or faults, as JSON. `readable` is 0 for a line that is refused whoever there is.
CREATE TABLE people_import_row (
  import_id TEXT NOT NULL REFERENCES people_import (id),
  line      INTEGER NOT NULL,
  cells     TEXT NOT NULL,
  readable  INTEGER NOT NULL CHECK (readable IN (0, 1)),
  result    TEXT NOT NULL CHECK (result IN ('invited', 'changed', 'unchanged', 'refused')),
  verdict   TEXT NOT NULL,
  -- Set in the transaction that carries the row out, so that a run that was killed goes on behind it.
  done_at   TEXT,
  overtaken INTEGER NOT NULL CHECK (overtaken IN (0, 1)),
  PRIMARY KEY (import_id, line)
);

-- What waits with an invitation for whoever accepts it.
ALTER TABLE invitation ADD COLUMN profession TEXT;
ALTER TABLE invitation ADD COLUMN joined_on TEXT;
ALTER TABLE invitation ADD COLUMN external_id TEXT;
ALTER TABLE invitation ADD COLUMN licence_type TEXT;
ALTER TABLE invitation ADD COLUMN licence_number TEXT;
ALTER TABLE invitation ADD COLUMN licence_jurisdiction TEXT;
ALTER TABLE invitation ADD COLUMN import_id TEXT REFERENCES people_import (id);
CREATE INDEX invitation_import ON invitation (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX invitation_external_id ON invitation (external_id) WHERE external_id IS NOT NULL;
