-- A reviewer, who looks at a course for a body that approves it, reads until a date; every other role holds until
-- somebody ends it. The date is an instant, and past it the grant is none, whoever has or has not closed its row.
ALTER TABLE role_grant ADD COLUMN until TEXT CHECK ((role = 'reviewer') = (until IS NOT NULL));

-- Whom a list of one role finds, and its people in order, without reading the others.
CREATE INDEX role_grant_role ON role_grant (role, person_id) WHERE ended_at IS NULL;
CREATE INDEX person_listed ON person (name, id) WHERE erased_at IS NULL;

-- The open invitations into a team, which end with it.
CREATE INDEX invitation_team ON invitation (team_id) WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
