-- Reminders, the weekly digest and calendar feeds (decision record 0056).

-- Off until an administrator has seen the rehearsal. Lists of days are JSON. Hours are the practice's, from the one to
-- before the other; `digest_on` is a day of the week, Monday 1.
CREATE TABLE reminder_setting (
  id            TEXT PRIMARY KEY CHECK (id = 'reminders'),
  is_on         INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  before_days   TEXT NOT NULL,
  weekly        INTEGER NOT NULL CHECK (weekly IN (0, 1)),
  expiry_days   TEXT NOT NULL,
  opens         INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 23),
  closes        INTEGER NOT NULL CHECK (closes BETWEEN 1 AND 24),
  weekends      INTEGER NOT NULL CHECK (weekends IN (0, 1)),
  digest_on     INTEGER CHECK (digest_on BETWEEN 1 AND 7),
  overdue_may_stop INTEGER NOT NULL CHECK (overdue_may_stop IN (0, 1)),
  version       INTEGER NOT NULL,
  changed_at    TEXT,
  CHECK (opens < closes)
);
INSERT INTO reminder_setting (id, is_on, before_days, weekly, expiry_days, opens, closes, weekends, digest_on, overdue_may_stop, version, changed_at)
  VALUES ('reminders', 0, '[14,3,0]', 1, '[60,30]', 8, 18, 0, 1, 0, 1, NULL);

-- A day whose letters are written down: the row is what two workers race for.
CREATE TABLE reminder_day (
  day        TEXT PRIMARY KEY,
  planned_at TEXT NOT NULL
);

-- One for each person, course, rule, cycle and date, whatever clocks do: `reminder_key` is made of these. `letter` is the
-- key of the effect in the outbox that sends it. `outcome`: null while it waits, 'sent', or why it was not.
CREATE TABLE reminder (
  id           TEXT PRIMARY KEY,
  reminder_key TEXT NOT NULL UNIQUE,
  person_id    TEXT NOT NULL REFERENCES person (id),
  course_id    TEXT REFERENCES course (id),
  kind         TEXT NOT NULL CHECK (kind IN ('early', 'overdue', 'expiry', 'digest')),
  rule         TEXT NOT NULL,
  cycle        INTEGER,
  due_on       TEXT NOT NULL,
  day          TEXT NOT NULL,
  letter       TEXT NOT NULL,
  outcome      TEXT,
  decided_at   TEXT,
  CHECK ((kind = 'digest') = (course_id IS NULL)),
  CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
CREATE INDEX reminder_letter ON reminder (person_id, day);

-- What somebody does not want to get. No row: they get all.
CREATE TABLE reminder_choice (
  person_id  TEXT PRIMARY KEY REFERENCES person (id),
  early      INTEGER NOT NULL CHECK (early IN (0, 1)),
  overdue    INTEGER NOT NULL CHECK (overdue IN (0, 1)),
  digest     INTEGER NOT NULL CHECK (digest IN (0, 1)),
  changed_at TEXT NOT NULL
);

-- One secret address for each person who asked for one; made anew, the old one is gone.
CREATE TABLE calendar_feed (
  person_id  TEXT PRIMARY KEY REFERENCES person (id),
  token_hash TEXT NOT NULL UNIQUE,
  made_at    TEXT NOT NULL
);

-- Reminders look for days, and not for people.
CREATE INDEX standing_due ON standing (due_on) WHERE due_on IS NOT NULL;
CREATE INDEX standing_expires ON standing (expires_on) WHERE expires_on IS NOT NULL;
