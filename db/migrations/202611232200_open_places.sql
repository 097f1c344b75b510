-- What Team today reads of 200,000 places, so that it costs what needs somebody's look, and not what is done for a time.

-- Those who are not done, with all that judging them asks for, by person: what a team's places are counted from,
DROP INDEX standing_open;
CREATE INDEX standing_open ON standing (person_id, assigned_at, due_on, waived_at, excused_at, cycle, enrolled_at, left_at, last_at, completed_cycle, completed_at, expires_on) WHERE completed_at IS NULL;
-- and by day: what is overdue or due soon of everybody's, without the rest.
CREATE INDEX standing_asked ON standing (due_on, person_id, assigned_at, waived_at, excused_at, cycle, enrolled_at, left_at, last_at, completed_cycle, completed_at, expires_on) WHERE completed_at IS NULL AND due_on IS NOT NULL;
-- Those of a team whose record has ended; everybody's are found by their last day (standing_expires).
CREATE INDEX standing_ended ON standing (person_id, expires_on) WHERE expires_on IS NOT NULL;
