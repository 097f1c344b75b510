-- Files that people add to what they completed elsewhere: each sealed with a key of its own, which ends when it is
-- deleted. `type` is what its bytes are; its own name is not kept. `size` is in bytes, as it is downloaded.
-- `form_key` makes a form sent twice one file.
CREATE TABLE outside_file (
  id             TEXT PRIMARY KEY,
  certificate_id TEXT NOT NULL REFERENCES outside_certificate (id),
  form_key       TEXT NOT NULL UNIQUE,
  type           TEXT NOT NULL CHECK (type IN ('application/pdf', 'image/png', 'image/jpeg')),
  size           INTEGER NOT NULL CHECK (size > 0),
  ciphertext     TEXT NOT NULL,
  nonce          TEXT NOT NULL,
  added_at       TEXT NOT NULL
);
CREATE INDEX outside_file_certificate ON outside_file (certificate_id);
