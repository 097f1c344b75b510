-- What is known of a person in a course, in one row: times copied from the rows they stand in by the triggers below, and
-- nothing judged or counted, so that the standing of 200,000 enrolments can be told in one reading (decision record
-- 0050). Whatever writes those rows, this one follows. Each trigger stands on one line for the runner.
CREATE TABLE standing (
  person_id       TEXT NOT NULL REFERENCES person (id),
  course_id       TEXT NOT NULL REFERENCES course (id),
  -- Of the assignments that hold: since when, and the earliest day.
  assigned_at     TEXT,
  due_on          TEXT,
  extended_to     TEXT,
  excused_at      TEXT,
  waived_at       TEXT,
  -- Of the newest enrolment: its cycle, when it began and ended, and when its learner last wrote anything.
  cycle           INTEGER,
  enrolled_at     TEXT,
  left_at         TEXT,
  last_at         TEXT,
  -- Of the newest record that is not revoked. A record without a last day of its own is good for ever.
  completed_cycle INTEGER,
  completed_at    TEXT,
  expires_on      TEXT,
  PRIMARY KEY (person_id, course_id)
);

-- What there is already.
INSERT INTO standing (person_id, course_id, cycle, enrolled_at, left_at, last_at)
  SELECT e.person_id, e.course_id, e.cycle, e.enrolled_at, e.left_at, p.at
  FROM enrolment e LEFT JOIN enrolment_place p ON p.enrolment_id = e.id
  WHERE NOT EXISTS (SELECT 1 FROM enrolment n WHERE n.person_id = e.person_id AND n.course_id = e.course_id AND n.cycle > e.cycle);
UPDATE standing SET (completed_cycle, completed_at) = (SELECT r.cycle, r.issued_at FROM completion_record r WHERE r.person_id = standing.person_id AND r.course_id = standing.course_id AND r.replaces IS NULL AND NOT EXISTS (SELECT 1 FROM completion_record v JOIN evidence_entry e ON e.record_id = v.id WHERE e.kind = 'revoke' AND v.person_id = r.person_id AND v.course_id = r.course_id AND v.cycle = r.cycle) ORDER BY r.cycle DESC LIMIT 1);

CREATE FUNCTION standing_enrolled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO standing (person_id, course_id, cycle, enrolled_at, left_at) VALUES (NEW.person_id, NEW.course_id, NEW.cycle, NEW.enrolled_at, NEW.left_at) ON CONFLICT (person_id, course_id) DO UPDATE SET cycle = excluded.cycle, enrolled_at = excluded.enrolled_at, left_at = excluded.left_at, last_at = NULL WHERE standing.cycle IS NULL OR standing.cycle < excluded.cycle; RETURN NULL; END $$;
CREATE TRIGGER standing_enrolled AFTER INSERT ON enrolment FOR EACH ROW EXECUTE FUNCTION standing_enrolled();
CREATE FUNCTION standing_left() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE standing SET left_at = NEW.left_at WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND cycle = NEW.cycle; RETURN NULL; END $$;
CREATE TRIGGER standing_left AFTER UPDATE OF left_at ON enrolment FOR EACH ROW EXECUTE FUNCTION standing_left();
CREATE FUNCTION standing_placed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE standing SET last_at = NEW.at FROM enrolment WHERE enrolment.id = NEW.enrolment_id AND standing.person_id = enrolment.person_id AND standing.course_id = enrolment.course_id AND standing.cycle = enrolment.cycle; RETURN NULL; END $$;
CREATE TRIGGER standing_placed AFTER INSERT ON enrolment_place FOR EACH ROW EXECUTE FUNCTION standing_placed();
CREATE FUNCTION standing_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE standing SET last_at = NEW.at FROM enrolment WHERE enrolment.id = NEW.enrolment_id AND standing.person_id = enrolment.person_id AND standing.course_id = enrolment.course_id AND standing.cycle = enrolment.cycle; RETURN NULL; END $$;
CREATE TRIGGER standing_moved AFTER UPDATE OF at ON enrolment_place FOR EACH ROW EXECUTE FUNCTION standing_moved();
CREATE FUNCTION standing_unplaced() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE standing SET last_at = NULL FROM enrolment WHERE enrolment.id = OLD.enrolment_id AND standing.person_id = enrolment.person_id AND standing.course_id = enrolment.course_id AND standing.cycle = enrolment.cycle; RETURN NULL; END $$;
CREATE TRIGGER standing_unplaced AFTER DELETE ON enrolment_place FOR EACH ROW EXECUTE FUNCTION standing_unplaced();
CREATE FUNCTION standing_completed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE standing SET (completed_cycle, completed_at) = (SELECT r.cycle, r.issued_at FROM completion_record r WHERE r.person_id = standing.person_id AND r.course_id = standing.course_id AND r.replaces IS NULL AND NOT EXISTS (SELECT 1 FROM completion_record v JOIN evidence_entry e ON e.record_id = v.id WHERE e.kind = 'revoke' AND v.person_id = r.person_id AND v.course_id = r.course_id AND v.cycle = r.cycle) ORDER BY r.cycle DESC LIMIT 1) WHERE person_id = NEW.person_id AND course_id = NEW.course_id; RETURN NULL; END $$;
CREATE TRIGGER standing_completed AFTER INSERT ON completion_record FOR EACH ROW EXECUTE FUNCTION standing_completed();
CREATE FUNCTION standing_revoked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE standing SET (completed_cycle, completed_at) = (SELECT r.cycle, r.issued_at FROM completion_record r WHERE r.person_id = standing.person_id AND r.course_id = standing.course_id AND r.replaces IS NULL AND NOT EXISTS (SELECT 1 FROM completion_record v JOIN evidence_entry e ON e.record_id = v.id WHERE e.kind = 'revoke' AND v.person_id = r.person_id AND v.course_id = r.course_id AND v.cycle = r.cycle) ORDER BY r.cycle DESC LIMIT 1) WHERE person_id = (SELECT w.person_id FROM completion_record w WHERE w.id = NEW.record_id) AND course_id = (SELECT w.course_id FROM completion_record w WHERE w.id = NEW.record_id); RETURN NULL; END $$;
CREATE TRIGGER standing_revoked AFTER INSERT ON evidence_entry FOR EACH ROW WHEN (NEW.kind = 'revoke') EXECUTE FUNCTION standing_revoked();
CREATE FUNCTION standing_assigned() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO standing (person_id, course_id) VALUES (NEW.person_id, NEW.course_id) ON CONFLICT DO NOTHING; UPDATE standing SET assigned_at = (SELECT min(began_at) FROM assignee WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND ended_at IS NULL), due_on = (SELECT min(due_on) FROM assignee WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND ended_at IS NULL) WHERE person_id = NEW.person_id AND course_id = NEW.course_id; RETURN NULL; END $$;
CREATE TRIGGER standing_assigned AFTER INSERT ON assignee FOR EACH ROW EXECUTE FUNCTION standing_assigned();
CREATE FUNCTION standing_reassigned() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE standing SET assigned_at = (SELECT min(began_at) FROM assignee WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND ended_at IS NULL), due_on = (SELECT min(due_on) FROM assignee WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND ended_at IS NULL) WHERE person_id = NEW.person_id AND course_id = NEW.course_id; RETURN NULL; END $$;
CREATE TRIGGER standing_reassigned AFTER UPDATE OF due_on, ended_at ON assignee FOR EACH ROW EXECUTE FUNCTION standing_reassigned();
CREATE FUNCTION standing_conceded() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO standing (person_id, course_id) VALUES (NEW.person_id, NEW.course_id) ON CONFLICT DO NOTHING; UPDATE standing SET extended_to = (SELECT max(until_on) FROM concession WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND kind = 'extension' AND ended_at IS NULL), excused_at = (SELECT min(granted_at) FROM concession WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND kind = 'excusal' AND ended_at IS NULL), waived_at = (SELECT min(granted_at) FROM concession WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND kind = 'waiver' AND ended_at IS NULL) WHERE person_id = NEW.person_id AND course_id = NEW.course_id; RETURN NULL; END $$;
CREATE TRIGGER standing_conceded AFTER INSERT ON concession FOR EACH ROW EXECUTE FUNCTION standing_conceded();
CREATE FUNCTION standing_unconceded() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE standing SET extended_to = (SELECT max(until_on) FROM concession WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND kind = 'extension' AND ended_at IS NULL), excused_at = (SELECT min(granted_at) FROM concession WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND kind = 'excusal' AND ended_at IS NULL), waived_at = (SELECT min(granted_at) FROM concession WHERE person_id = NEW.person_id AND course_id = NEW.course_id AND kind = 'waiver' AND ended_at IS NULL) WHERE person_id = NEW.person_id AND course_id = NEW.course_id; RETURN NULL; END $$;
CREATE TRIGGER standing_unconceded AFTER UPDATE OF until_on, ended_at ON concession FOR EACH ROW EXECUTE FUNCTION standing_unconceded();
