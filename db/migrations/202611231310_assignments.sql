-- Who is asked to complete what, and by when (decision record 0050).

-- To one person, or standing: to a team, a profession, or a profession within a team, now and in time to come. Days
-- are the practice's (2026-11-23), so that a change of zone moves none. `assigned_as`: what an administrator asked of a
-- team, its supervisors do not take back. `form_key` makes a form sent twice one assignment.
CREATE TABLE assignment (
  id          TEXT PRIMARY KEY,
  form_key    TEXT NOT NULL UNIQUE,
  course_id   TEXT NOT NULL REFERENCES course (id),
  person_id   TEXT REFERENCES person (id),
  team_id     TEXT REFERENCES team (id),
  profession  TEXT,
  due_kind    TEXT NOT NULL CHECK (due_kind IN ('none', 'day', 'after-assigning', 'after-joining')),
  due_on      TEXT,
  due_days    INTEGER CHECK (due_days > 0),
  assigned_by TEXT NOT NULL REFERENCES person (id),
  assigned_as TEXT NOT NULL CHECK (assigned_as IN ('administrator', 'supervisor')),
  assigned_at TEXT NOT NULL,
  ended_at    TEXT,
  ended_by    TEXT REFERENCES person (id),
  version     INTEGER NOT NULL,
  CHECK ((person_id IS NULL) = (team_id IS NOT NULL OR profession IS NOT NULL)),
  CHECK ((due_kind = 'day') = (due_on IS NOT NULL)),
  CHECK ((due_kind IN ('after-assigning', 'after-joining')) = (due_days IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX assignment_of_person ON assignment (person_id, course_id) WHERE ended_at IS NULL AND person_id IS NOT NULL;
-- One date for one circle of people: another date is a change of this one.
CREATE UNIQUE INDEX assignment_of_circle ON assignment (course_id, coalesce(team_id, ''), coalesce(profession, '')) WHERE ended_at IS NULL AND person_id IS NULL;

-- Whom an assignment has reached, when, and the day that came of it for them. Ended with the assignment, and when they
-- are no longer of the team or profession it is for.
CREATE TABLE assignee (
  id            TEXT PRIMARY KEY,
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  person_id     TEXT NOT NULL REFERENCES person (id),
  course_id     TEXT NOT NULL REFERENCES course (id),
  began_at      TEXT NOT NULL,
  -- What "after joining" counts from for this person: the team's or the practice's day.
  joined_at     TEXT NOT NULL,
  due_on        TEXT,
  ended_at      TEXT
);
CREATE UNIQUE INDEX assignee_current ON assignee (assignment_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX assignee_person ON assignee (person_id, course_id);

-- What one person is let off in one course, whichever assignments ask for it: until a later day, for now, or for good.
CREATE TABLE concession (
  id         TEXT PRIMARY KEY,
  form_key   TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL CHECK (kind IN ('extension', 'excusal', 'waiver')),
  person_id  TEXT NOT NULL REFERENCES person (id),
  course_id  TEXT NOT NULL REFERENCES course (id),
  until_on   TEXT,
  granted_by TEXT NOT NULL REFERENCES person (id),
  granted_at TEXT NOT NULL,
  ended_at   TEXT,
  ended_by   TEXT REFERENCES person (id),
  CHECK ((kind = 'extension') = (until_on IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX concession_person ON concession (person_id, course_id);
CREATE UNIQUE INDEX concession_current ON concession (person_id, course_id, kind) WHERE ended_at IS NULL AND kind <> 'extension';

-- Why, apart, so that retention and erasure can take the words and leave what was granted. It may speak of somebody's
-- health: the trail does not hold it.
CREATE TABLE concession_reason (
  concession_id TEXT PRIMARY KEY REFERENCES concession (id),
  reason        TEXT NOT NULL
);
