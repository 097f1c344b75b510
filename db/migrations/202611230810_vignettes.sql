-- Branching cases. That somebody finished one is kept; which way they went is not (decision 19).

-- A case was brought to an ending, or read as text, for the first time: once for each enrolment and release.
CREATE TABLE vignette_finish (
  id           TEXT PRIMARY KEY,
  enrolment_id TEXT NOT NULL REFERENCES enrolment (id),
  release_id   TEXT NOT NULL REFERENCES course_release (id),
  vignette_id  TEXT NOT NULL,
  finished_at  TEXT NOT NULL,
  UNIQUE (enrolment_id, release_id, vignette_id)
);

-- How many finished a case by its choices, by release and by the team they were in then; nobody is named, and no time.
-- `team_id` is '' for those in no team, and so refers to nothing. `shown` is the last multiple of five that
-- was reached: what may be told.
CREATE TABLE vignette_tally (
  id          TEXT PRIMARY KEY,
  release_id  TEXT NOT NULL REFERENCES course_release (id),
  team_id     TEXT NOT NULL,
  vignette_id TEXT NOT NULL,
  finished    INTEGER NOT NULL CHECK (finished > 0),
  shown       INTEGER NOT NULL CHECK (shown >= 0),
  UNIQUE (release_id, team_id, vignette_id),
  CHECK (shown <= finished AND shown % 5 = 0)
);

-- How many of them chose each option: `shown` may be told, `held` not yet. At each multiple of five finishers, what is
-- held of a scene is added to what is shown if five or more passed that scene.
CREATE TABLE vignette_count (
  tally_id  TEXT NOT NULL REFERENCES vignette_tally (id),
  scene_id  TEXT NOT NULL,
  option_id TEXT NOT NULL,
  shown     INTEGER NOT NULL CHECK (shown >= 0),
  held      INTEGER NOT NULL CHECK (held >= 0),
  PRIMARY KEY (tally_id, scene_id, option_id)
);
