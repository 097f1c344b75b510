-- What people completed elsewhere, as they say themselves: nobody here has checked it, and it is evidence of nothing.
-- `completed_on` is the day that stands on their paper, without a zone; `hundredths` are of an hour, so that sums are exact.
-- `form_key` makes a form sent twice one row.
CREATE TABLE outside_certificate (
  id           TEXT PRIMARY KEY,
  person_id    TEXT NOT NULL REFERENCES person (id),
  form_key     TEXT NOT NULL UNIQUE,
  title        TEXT NOT NULL,
  provider     TEXT NOT NULL,
  completed_on TEXT NOT NULL,
  hundredths   INTEGER NOT NULL CHECK (hundredths > 0),
  category     TEXT NOT NULL,
  number       TEXT NOT NULL,
  version      INTEGER NOT NULL,
  changed_at   TEXT NOT NULL
);
CREATE INDEX outside_certificate_person ON outside_certificate (person_id, completed_on);
