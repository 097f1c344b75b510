-- What pages about many read, so that 200,000 places in courses cost what is shown of them and little else.

-- The records of a person in a course, those that replace others too: read by whatever tells where somebody stands.
CREATE INDEX completion_record_place ON completion_record (person_id, course_id, cycle);

-- Those who are not done, or not done for good, with all that judging them asks for: the table itself is not read.
DROP INDEX standing_open;
CREATE INDEX standing_open ON standing (person_id, assigned_at, due_on, waived_at, excused_at, cycle, enrolled_at, left_at, last_at, completed_cycle, completed_at, expires_on) WHERE completed_at IS NULL OR expires_on IS NOT NULL;
-- Those who are done are only counted,
CREATE INDEX standing_done ON standing (person_id, completed_at, expires_on) WHERE completed_at IS NOT NULL;
-- and the newest of them shown.
CREATE INDEX standing_newest ON standing (completed_at) WHERE completed_at IS NOT NULL;

-- As they were (202611231311), but for the plus sign: it changes no value, and without it SQLite reads every record that
-- replaces none, which is nearly all there are, each time one is issued.
DROP TRIGGER standing_completed;
DROP TRIGGER standing_revoked;
CREATE TRIGGER standing_completed AFTER INSERT ON completion_record BEGIN UPDATE standing SET (completed_cycle, completed_at, expires_on) = (SELECT r.cycle, r.issued_at, json_extract(r.entry, '$.validity.expiresOn') FROM completion_record r WHERE r.person_id = standing.person_id AND r.course_id = standing.course_id AND +r.replaces IS NULL AND NOT EXISTS (SELECT 1 FROM completion_record v JOIN evidence_entry e ON e.record_id = v.id WHERE e.kind = 'revoke' AND v.person_id = r.person_id AND v.course_id = r.course_id AND v.cycle = r.cycle) ORDER BY r.cycle DESC LIMIT 1) WHERE person_id = NEW.person_id AND course_id = NEW.course_id; END;
CREATE TRIGGER standing_revoked AFTER INSERT ON evidence_entry WHEN NEW.kind = 'revoke' BEGIN UPDATE standing SET (completed_cycle, completed_at, expires_on) = (SELECT r.cycle, r.issued_at, json_extract(r.entry, '$.validity.expiresOn') FROM completion_record r WHERE r.person_id = standing.person_id AND r.course_id = standing.course_id AND +r.replaces IS NULL AND NOT EXISTS (SELECT 1 FROM completion_record v JOIN evidence_entry e ON e.record_id = v.id WHERE e.kind = 'revoke' AND v.person_id = r.person_id AND v.course_id = r.course_id AND v.cycle = r.cycle) ORDER BY r.cycle DESC LIMIT 1) WHERE person_id = (SELECT w.person_id FROM completion_record w WHERE w.id = NEW.record_id) AND course_id = (SELECT w.course_id FROM completion_record w WHERE w.id = NEW.record_id); END;
