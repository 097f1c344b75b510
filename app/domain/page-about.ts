import type { Db } from "#db/open.ts";
import { may } from "./access.ts";
import type { PersonActor } from "./actor.ts";
import type { Concession } from "./assignment/concession.ts";
import { type CompletionRecord, listRecords } from "./completion-record.ts";
import { asksForSignOff } from "./course/rubric.ts";
import { type Enrolled, listEnrolled } from "./enrolment.ts";
import { findPerson } from "./person.ts";
import { listSharedWith } from "./reflection-share.ts";
import { listCourses } from "./release.ts";
import { listAllSignOffs, type SignOff } from "./sign-off.ts";
import { factsOf, findHistories, type History } from "./standing/history.ts";
import { judge, type Moment, type Status } from "./standing/judgement.ts";
import { type Reason, toldToOthers, whyOf } from "./standing/why.ts";
import { momentOf } from "./standing.ts";
import { findSupervised } from "./team/scope.ts";

/** Who looks: somebody who supervises the person now, or an administrator of the practice. */
export type Onlooker = { as: "supervisor"; id: string } | { as: "administrator" };

/**
 * All that a page about a learner shows: to who supervises them, to administrators, and to the learner as what those
 * see. There is no score, answer, attempt, text, place or time of work in it (decision 14).
 */
export interface PageAbout {
  as: Onlooker["as"];
  person: { id: string; name: string; email: string };
  /** Of the person's teams those that the supervisor supervises; none is named to administrators here. */
  teams: string[];
  /** Each that they were ever assigned, joined or completed, by title. */
  courses: CourseAbout[];
  /** Copies of reflections that were given to this supervisor, the newest first. */
  shared: { id: string; title: string | null; sharedAt: string; openedAt: string | null }[];
}

export interface CourseAbout {
  id: string;
  /** Null for a course that has no release any more. */
  title: string | null;
  status: Status;
  assignedAt: string | null;
  dueOn: string | null;
  /** Of the newest cycle. */
  enrolledAt: string | null;
  completedAt: string | null;
  reasons: Reason[];
  /** Those that hold. */
  concessions: Concession[];
  /** Something is asked for, so that more time or an excuse means something. */
  isAsked: boolean;
  records: RecordAbout[];
  signOffs: SignOff[];
  /** The course asks for a sign-off, and is under way. */
  awaitsSignOff: boolean;
}

/** A record as others see it listed; one that a later one replaced is that later one. */
export interface RecordAbout {
  id: string;
  code: string;
  completedAt: string;
  hours: number;
  expiresOn: string | null;
  revokedAt: string | null;
}

/**
 * The page about a person for one who looks. As supervisor only of whom they supervise at this moment, as administrator
 * of everybody who is there; undefined for everybody else, oneself among them. At most eleven queries.
 */
export async function pageAbout(
  db: Db,
  { onlooker, personId, ...when }: { onlooker: Onlooker; personId: string; now: Date; zone: string },
): Promise<PageAbout | undefined> {
  const found = await findSeen(db, { onlooker, personId });
  if (!found) return undefined;
  const { person, teams } = found;
  const titles = new Map((await listCourses(db)).map(({ id, newest }) => [id, newest.course.shortTitle]));
  const enrolled = await listEnrolled(db, personId, { orLeft: true });
  const known = {
    moment: momentOf(when),
    teams: onlooker.as === "administrator" ? ("all" as const) : teams,
    titles,
    records: await listRecords(db, personId),
    enrolled: new Map(enrolled.map((one) => [one.release.courseId, one])),
    signOffs: await listAllSignOffs(db, enrolled),
  };
  const histories = await findHistories(db, { personId });
  const courses = [...histories].map(([id, history]) => courseAbout(id, history, known));
  const copies = onlooker.as === "supervisor" ? await listSharedWith(db, onlooker.id) : [];
  return {
    as: onlooker.as,
    person,
    teams,
    courses: courses.sort((a, b) => compare(a.title ?? "", b.title ?? "") || compare(a.id, b.id)),
    shared: copies
      .filter(({ writerId }) => writerId === personId)
      .map(({ id, courseId, sharedAt, openedAt }) => ({ id, title: titles.get(courseId) ?? null, sharedAt, openedAt })),
  };
}

/**
 * As whom somebody may open the page about a person now: who supervises them sees it as their supervisor, also where
 * they are an administrator, so that the person is shown by name what they see.
 */
export async function findOnlooker(
  db: Db,
  { actor, personId }: { actor: PersonActor; personId: string },
): Promise<Onlooker | undefined> {
  if (actor.id === personId) return undefined;
  if (await findSupervised(db, { supervisorId: actor.id, personId })) return { as: "supervisor", id: actor.id };
  return may(actor, "read standings of all") ? { as: "administrator" } : undefined;
}

async function findSeen(
  db: Db,
  { onlooker, personId }: { onlooker: Onlooker; personId: string },
): Promise<Pick<PageAbout, "person" | "teams"> | undefined> {
  if (onlooker.as === "administrator") {
    const person = await findPerson(db, personId);
    return person && { person: { id: person.id, name: person.name, email: person.email }, teams: [] };
  }
  const seen = await findSupervised(db, { supervisorId: onlooker.id, personId });
  if (!seen) return undefined;
  const { id, name, email, teams } = seen;
  return { person: { id, name, email }, teams: teams.map((team) => team.name) };
}

interface Known {
  moment: Moment;
  teams: string[] | "all";
  titles: Map<string, string>;
  records: CompletionRecord[];
  enrolled: Map<string, Enrolled>;
  signOffs: Map<string, SignOff[]>;
}

function courseAbout(
  id: string,
  history: History,
  { moment, teams, titles, records, enrolled, signOffs }: Known,
): CourseAbout {
  const standing = judge(factsOf(history), moment);
  const { status, dueOn, completedAt, facts } = standing;
  const place = enrolled.get(id);
  const own = records.filter(({ courseId }) => courseId === id);
  const isOpen = place?.enrolment.leftAt === null && !own.some(({ cycle }) => cycle === place.enrolment.cycle);
  return {
    id,
    title: titles.get(id) ?? null,
    status,
    assignedAt: facts.assignedAt,
    dueOn,
    enrolledAt: facts.enrolledAt,
    completedAt,
    reasons: toldToOthers(whyOf(history, standing), { teams, moment }),
    concessions: history.concessions.filter(({ endedAt }) => endedAt === null),
    isAsked: facts.assignedAt !== null && status !== "complete",
    records: own.filter(({ replacedBy }) => replacedBy === null).map(recordAbout),
    signOffs: (place && signOffs.get(place.enrolment.id)) ?? [],
    awaitsSignOff: place !== undefined && isOpen && asksForSignOff(place.release.course),
  };
}

function recordAbout({ id, code, entry, revokedAt }: CompletionRecord): RecordAbout {
  const { completedAt, credit, validity } = entry;
  return { id, code, completedAt, hours: credit.hours, expiresOn: validity?.expiresOn ?? null, revokedAt };
}

/** Names in the same order wherever the process runs. */
function compare(one: string, other: string): number {
  return one.localeCompare(other, "en");
}
