import type { PersonActor } from "#app/domain/actor.ts";
import type { Release } from "#app/domain/course.ts";
import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { addMember } from "#tests/support/people.ts";
import { formTeam } from "#tests/support/team.ts";

/** A large practice: every person has a place in every course, of which one in forty is not begun. */
export interface Crowd {
  enrolments: number;
  /** Who supervises a team of twelve and one of 500, and who administers it all. */
  ofFew: { email: string };
  ofMany: { email: string };
  ofAll: { email: string };
}

const teamSizes = { few: 12, many: 500, usual: 25 };
const day = 86_400_000;

/** Fills a database with so many people in so many courses, each standing as places of a practice do. */
export async function fillCrowd(
  db: Db,
  { people, courses, now }: { people: number; courses: number; now: Date },
): Promise<Crowd> {
  const admin = await addMember(db, "Morgan Reyes", ["administrator"]);
  const ids = await addPeople(db, people, now);
  const ofFew = await addMember(db, "Sunita Rao", ["supervisor"]);
  const ofMany = await addMember(db, "Tomas Berg", ["supervisor"]);
  await formTeams(db, ids, { few: ofFew.id, many: ofMany.id });
  let enrolments = 0;
  for (let course = 0; course < courses; course++) {
    const release = await publishSmall(
      db,
      smallRelease((small) => ({ ...small, id: `crowd${100 + course}` })),
    );
    const places = ids.map((personId, person) => placeOf(personId, person * 7 + course * 11, now));
    await transact(db, (db) => addPlaces(db, { release, admin, places, now }));
    enrolments += places.filter(({ enrolledAt }) => enrolledAt !== null).length;
  }
  return { enrolments, ofFew, ofMany, ofAll: admin };
}

/** Everybody is in one team: the first twelve, the 500 after them, and the others in teams as they usually are. */
async function formTeams(db: Db, ids: string[], { few, many }: { few: string; many: string }): Promise<void> {
  const [afterFew, afterMany] = [teamSizes.few, teamSizes.few + teamSizes.many];
  await transact(db, async (db) => {
    await formTeam(db, { name: "A few", members: ids.slice(0, afterFew), supervisors: [few] });
    await formTeam(db, { name: "Many", members: ids.slice(afterFew, afterMany), supervisors: [many] });
    for (let from = afterMany; from < ids.length; from += teamSizes.usual) {
      await formTeam(db, { name: `Team ${from}`, members: ids.slice(from, from + teamSizes.usual) });
    }
  });
}

async function addPeople(db: Db, people: number, now: Date): Promise<string[]> {
  const ids = Array.from({ length: people }, () => newId());
  const nobody = { zone: null, suspended_at: null, left_at: null, erased_at: null, alias_of: null, version: 1 };
  const rows = ids.map((id, at) => {
    const name = `${["Ada", "Bo", "Cleo", "Dev", "Esi"][at % 5]} Okafor ${at}`;
    return { id, email: `crowd${at}@practice.example`, name, created_at: before(now, 900), ...nobody };
  });
  await transact(db, (db) => inParts(rows, (some) => db.insertInto("person").values(some).execute()));
  return ids;
}

interface Place {
  personId: string;
  enrolmentId: string;
  assignedAt: string | null;
  dueOn: string | null;
  enrolledAt: string | null;
  lastAt: string | null;
  completedAt: string | null;
  expiresOn: string | null;
}

/** Of forty, one each is overdue, quiet, due soon, at work and not begun; thirty-five are done, four of them for a time. */
function placeOf(personId: string, number: number, now: Date): Place {
  const kind = number % 40;
  const ids = { personId, enrolmentId: newId() };
  const nothing = { assignedAt: null, dueOn: null, completedAt: null, expiresOn: null };
  const begun = { enrolledAt: before(now, 60), lastAt: before(now, 3) };
  const asked = { assignedAt: before(now, 61), dueOn: before(now, -60).slice(0, 10) };
  if (kind === 0) return { ...ids, ...nothing, ...asked, ...begun, dueOn: before(now, 5).slice(0, 10) };
  if (kind === 1) return { ...ids, ...nothing, ...begun, lastAt: before(now, 30) };
  if (kind === 2) return { ...ids, ...nothing, ...asked, ...begun, dueOn: before(now, -7).slice(0, 10) };
  if (kind === 3) return { ...ids, ...nothing, ...begun };
  if (kind === 4) return { ...ids, ...nothing, ...asked, enrolledAt: null, lastAt: null };
  const completedAt = before(now, 30 + kind * 10 + (number % 977) / 100);
  const done = { ...asked, enrolledAt: before(now, 500), lastAt: completedAt, completedAt };
  return { ...ids, ...done, expiresOn: kind < 9 ? before(now, -200).slice(0, 10) : null };
}

/** The rows that acts would have left; those of `standing` follow from them. */
async function addPlaces(
  db: Db,
  { release, admin, places, now }: { release: Release; admin: PersonActor; places: Place[]; now: Date },
): Promise<void> {
  const { id: release_id, courseId: course_id } = release;
  const assignment_id = newId();
  await db
    .insertInto("assignment")
    .values({
      ...{ id: assignment_id, form_key: assignment_id, course_id, person_id: null, team_id: null },
      ...{ profession: "Therapist", due_kind: "none", due_on: null, due_days: null },
      ...{ assigned_by: admin.id, assigned_as: "administrator", assigned_at: before(now, 61) },
      ...{ ended_at: null, ended_by: null, version: 1 },
    })
    .execute();
  await inParts(places, async (some) => {
    const enrolled = some.flatMap(({ enrolledAt, lastAt, ...place }) =>
      enrolledAt !== null && lastAt !== null ? [{ ...place, enrolledAt, lastAt }] : [],
    );
    const rows = enrolled.map(({ enrolmentId: id, personId: person_id, enrolledAt: enrolled_at }) => {
      return { id, person_id, course_id, cycle: 1, release_id, enrolled_at, left_at: null };
    });
    await db.insertInto("enrolment").values(rows).execute();
    const touched = enrolled.map(({ enrolmentId: enrolment_id, lastAt: at }) => ({ enrolment_id, at }));
    await db
      .insertInto("enrolment_place")
      .values(touched.map((row) => ({ ...row, lesson_id: null, anchor: null })))
      .execute();
    const assignees = some.flatMap(({ personId: person_id, assignedAt: began_at, dueOn: due_on }) =>
      began_at === null ? [] : [{ id: newId(), assignment_id, person_id, course_id, began_at, due_on, ended_at: null }],
    );
    await db
      .insertInto("assignee")
      .values(assignees.map((row) => ({ ...row, joined_at: row.began_at })))
      .execute();
    const records = enrolled.flatMap(({ personId: person_id, enrolmentId: enrolment_id, completedAt, expiresOn }) => {
      const entry = JSON.stringify({ validity: expiresOn === null ? null : { expiresOn } });
      const of = { id: newId(), code: newId(), person_id, course_id, cycle: 1, enrolment_id, release_id, entry };
      return completedAt === null ? [] : [{ ...of, issued_at: completedAt, replaces: null }];
    });
    await db.insertInto("completion_record").values(records).execute();
  });
}

/** A statement takes only so many values. */
async function inParts<T>(rows: T[], insert: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) await insert(rows.slice(from, from + 500));
}

function before(now: Date, days: number): string {
  return new Date(now.getTime() - days * day).toISOString();
}
