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
