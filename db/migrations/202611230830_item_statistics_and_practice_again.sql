-- What first attempts tell of the items of a quiz, and what learners practise again. Neither is evidence.

-- Sums over first attempts, by release and item: no person, no time. `gathered` takes each as it is submitted;
-- `shown` is what `gathered` was at ten, and then at every fifth more, and the only one that leaves the database, so
-- that one more attempt never shows what one person answered (decision record 0038). Both are canonical JSON: whole
-- numbers, which add up the same in any order, and choices of whatever kind of item.
CREATE TABLE item_statistic (
  release_id TEXT NOT NULL REFERENCES course_release (id),
  quiz_id    TEXT NOT NULL,
  item_id    TEXT NOT NULL,
  gathered   TEXT NOT NULL,
  shown      TEXT,
  PRIMARY KEY (release_id, quiz_id, item_id)
);

-- That a person practises a course again, since they began it themselves; deleted when they say so. `turn` counts
-- what they have answered, so that a form sent twice counts once; `seed` orders the choices of the turn to come.
CREATE TABLE practice_again (
  person_id  TEXT NOT NULL REFERENCES person (id),
  course_id  TEXT NOT NULL REFERENCES course (id),
  started_at TEXT NOT NULL,
  turn       INTEGER NOT NULL CHECK (turn > 0),
  seed       TEXT NOT NULL,
  PRIMARY KEY (person_id, course_id)
);

-- When an item comes back to a person, and what the scheduler knows of it (`memory`, as canonical JSON). No answers.
CREATE TABLE practice_again_item (
  person_id TEXT NOT NULL REFERENCES person (id),
  course_id TEXT NOT NULL REFERENCES course (id),
  item_id   TEXT NOT NULL,
  due_at    TEXT NOT NULL,
  memory    TEXT NOT NULL,
  PRIMARY KEY (person_id, course_id, item_id)
);
