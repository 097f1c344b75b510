import { db } from "#db/db.server.ts";
import { chromeOf, requireMay, type Visitor } from "./auth.server.ts";
import { findChoice } from "./domain/assignment/choice.ts";
import { findAssignment, listAssignments } from "./domain/assignment/listing.ts";
import { findPending } from "./domain/assignment/reach.ts";
import { findPersonWithin } from "./domain/assignment/scope.ts";
import { namesApart } from "./domain/course/names.ts";
import { listCourses } from "./domain/release.ts";
import { explainStanding, toldToOthers } from "./domain/standing/why.ts";
import { momentOf, standingsOf } from "./domain/standing.ts";
import { teamsOf } from "./domain/team/scope.ts";
import { noteView } from "./domain/view.ts";
import { cursorOf, formKey, noticeOf, orNotFound } from "./http.ts";
import { assignments as say } from "./messages/assignments.ts";
import { now } from "./platform/clock.ts";

/** The door that a page of assignments stands behind: each shows what its visitors may see, and acts as they may. */
export type AssignmentDoor = "admin" | "team";

const acts = { admin: "assign courses", team: "assign courses to own teams" } as const;
const limit = 50;

const notices = {
  assigned: say.assigned,
  changed: say.changed,
  ended: say.ended,
  granted: say.person.granted,
  lifted: say.person.lifted,
  applied: say.rulesPage.applied,
};

export function requireAssigning(request: Request, door: AssignmentDoor): Promise<Visitor> {
  return requireMay(request, acts[door]);
}

/** A list of the assignments that hold. */
export async function loadAssignments(request: Request, door: AssignmentDoor) {
  const visitor = await requireAssigning(request, door);
  const before = cursorOf(request, "before");
  const undo = cursorOf(request, "undo");
  const listed = await listAssignments(db, { actor: visitor.actor, before, limit });
  return {
    ...frameOf(request, visitor),
    ...listed,
    undo: listed.assignments.find(({ id, isTheirs }) => isTheirs && id === undo)?.id,
    isFirst: before === undefined,
    titles: titlesOf(await listCourses(db)),
  };
}

/** What the form to assign is made of; `person` or `team` in the address names who it is for at first. */
export async function loadAssigning(request: Request, door: AssignmentDoor) {
  const visitor = await requireAssigning(request, door);
  const courses = (await listCourses(db)).filter(({ missingSince }) => missingSince === null);
  const choice = orNotFound(await findChoice(db, visitor.actor));
  const named = cursorOf(request, "person");
  const team = cursorOf(request, "team");
  const isNamed = ({ id }: { id: string }) => id === team;
  const person = named === undefined ? undefined : await findPersonWithin(db, visitor.actor, named);
  return {
    ...frameOf(request, visitor),
    choice,
    courses: namesApart(courses),
    first: { email: person?.email ?? "", person: person?.id ?? "", team: choice.teams.find(isNamed)?.id ?? "" },
    key: formKey(),
  };
}

/** The assignments to teams, each with what applying it now would change. */
export async function loadRules(request: Request) {
  const visitor = await requireAssigning(request, "admin");
  const { assignments } = await listAssignments(db, { actor: visitor.actor, limit: 500, circles: true });
  const pending = await findPending(db, now());
  const rules = assignments.map((rule) => ({ ...rule, ...(pending.get(rule.id) ?? { begun: 0, ended: 0 }) }));
  return { ...frameOf(request, visitor), rules, titles: titlesOf(await listCourses(db)) };
}

/** One assignment with whom it has reached. */
export async function loadAssignment(request: Request, door: AssignmentDoor, assignmentId: string) {
  const visitor = await requireAssigning(request, door);
  const assignment = orNotFound(await findAssignment(db, { actor: visitor.actor, assignmentId }));
  const page = Math.max(1, Number(/^\d{1,4}$/.exec(new URL(request.url).searchParams.get("page") ?? "")?.[0] ?? 1));
  const people = await standingsOf(db, {
    whose: { assignment: assignmentId },
    courseId: assignment.courseId,
    now: now(),
    zone: visitor.practice.zone,
    limit: limit + 1,
    offset: (page - 1) * limit,
  });
  const pages = {
    ...(page > 1 ? { previous: `?page=${page - 1}` } : {}),
    ...(people.length > limit ? { next: `?page=${page + 1}` } : {}),
  };
  const title = titlesOf(await listCourses(db))[assignment.courseId] ?? say.courseGone;
  return { ...frameOf(request, visitor), assignment, title, people: people.slice(0, limit), pages };
}

/** One person in one course, as who may let them off sees them: no score, answer or attempt is in it. */
export async function loadPerson(request: Request, door: AssignmentDoor, of: { personId: string; courseId: string }) {
  const visitor = await requireAssigning(request, door);
  const { personId, courseId } = of;
  const person = orNotFound(await findPersonWithin(db, visitor.actor, personId));
  const course = orNotFound((await listCourses(db)).find(({ id }) => id === courseId));
  const { zone } = visitor.practice;
  const { standing, history, reasons } = await explainStanding(db, { personId, courseId, now: now(), zone });
  const { status, dueOn, facts } = standing;
  const teams = door === "admin" ? "all" : (await teamsOf(db, visitor.actor)).map(({ name }) => name);
  await noteView(db, { viewerId: visitor.actor.id, subject: { kind: "person", id: personId }, now: now() });
  return {
    ...frameOf(request, visitor),
    person: { id: person.id, name: person.name },
    title: course.newest.course.shortTitle,
    status,
    dueOn,
    isAsked: facts.assignedAt !== null && status !== "complete",
    reasons: toldToOthers(reasons, { teams, moment: momentOf({ now: now(), zone }) }),
    concessions: history.concessions,
    key: formKey(),
  };
}

function frameOf(request: Request, visitor: Visitor) {
  return { chrome: chromeOf(visitor), zone: visitor.practice.zone, notice: noticeOf(request, notices) };
}

function titlesOf(courses: Awaited<ReturnType<typeof listCourses>>): Record<string, string> {
  return Object.fromEntries(courses.map(({ id, newest: { course } }) => [id, course.shortTitle]));
}
