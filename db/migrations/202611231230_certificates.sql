-- What certificates print beside a course, and the certificates that were drawn (decision records 0047, 0048).

-- Pictures by the hash of their bytes. Never changed or deleted: a record names the one that it was issued under.
CREATE TABLE certificate_logo (
  hash     TEXT PRIMARY KEY,
  type     TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg')),
  bytes    TEXT NOT NULL,
  width    INTEGER NOT NULL,
  height   INTEGER NOT NULL,
  added_at TEXT NOT NULL
);

-- One row, as the practice was called at first: nothing is claimed until somebody says so. Records are kept eight years
-- from issue at least; a trigger lets that number only grow.
CREATE TABLE certificate_setting (
  id         TEXT PRIMARY KEY CHECK (id = 'certificate'),
  -- Who signs for the programme: both or neither.
  signatory  TEXT,
  credential TEXT,
  title      TEXT NOT NULL CHECK (title IN ('full', 'neutral')),
  category   TEXT NOT NULL,
  accent     TEXT NOT NULL,
  logo       TEXT REFERENCES certificate_logo (hash),
  keep_years INTEGER NOT NULL CHECK (keep_years >= 8),
  version    INTEGER NOT NULL,
  changed_at TEXT,
  CHECK ((signatory IS NULL) = (credential IS NULL))
);
INSERT INTO certificate_setting (id, title, category, accent, keep_years, version) VALUES ('certificate', 'full', 'general', '#b1202c', 8, 1);

-- An approval as its body gave it: number, period and statement together or not at all. What was printed stands in the
-- records, so that one is taken away by an end and never edited. Days are the practice's.
CREATE TABLE practice_approval (
  id         TEXT PRIMARY KEY,
  form_key   TEXT NOT NULL UNIQUE,
  body       TEXT NOT NULL,
  number     TEXT NOT NULL,
  starts_on  TEXT NOT NULL,
  ends_on    TEXT NOT NULL,
  statement  TEXT NOT NULL,
  added_at   TEXT NOT NULL,
  removed_at TEXT,
  CHECK (starts_on <= ends_on)
);

-- The PDF of a record as it was first drawn, sealed with the record's own key; gone with the person's part.
CREATE TABLE certificate (
  record_id  TEXT PRIMARY KEY REFERENCES completion_record (id),
  -- Which template drew it: by this number it is drawn again where the sealed bytes cannot be opened.
  template   INTEGER NOT NULL,
  sha256     TEXT NOT NULL,
  ciphertext TEXT NOT NULL,
  nonce      TEXT NOT NULL,
  drawn_at   TEXT NOT NULL
);

-- That the owner of a record lets its public page show their name. Taking that back deletes the row.
CREATE TABLE record_disclosure (
  record_id TEXT PRIMARY KEY REFERENCES completion_record (id),
  at        TEXT NOT NULL
);
