-- What a release covers, as it was told when the release was published: readable for ever, never written anew.
-- `hash` is the SHA-256 of `text` as base64url; records name it (decision record 0051).
CREATE TABLE syllabus (
  release_id TEXT PRIMARY KEY REFERENCES course_release (id),
  hash       TEXT NOT NULL,
  text       TEXT NOT NULL,
  made_at    TEXT NOT NULL
);
