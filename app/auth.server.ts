import { redirect } from "@remix-run/node";
import { Lucia, TimeSpan } from "lucia";
import { db } from "#db/db.server.ts";
import type { SessionTable } from "#db/schema.ts";
import type { Door } from "./components/ui/main-menu.tsx";
import { type Act, may } from "./domain/access.ts";
import type { PersonActor } from "./domain/actor.ts";
import { keepAccount } from "./domain/closure.ts";
import { describeDevice } from "./domain/device.ts";
import { type Enrolled, findEnrolled } from "./domain/enrolment.ts";
import type { LegalModel } from "./domain/legal-model.ts";
import type { Practice } from "./domain/practice.ts";
import { forgetEndedSessions, markSeen, sessionLimits } from "./domain/session.ts";
import { neverCached, notFound, orNotFound } from "./http.ts";
import { doors as names } from "./messages/doors.ts";
import { newToken } from "./platform/chance.ts";
import { now } from "./platform/clock.ts";
import { erasureList } from "./platform/erasures.ts";
import { settings } from "./platform/settings.ts";
import { type PersonAttributes, type SessionAttributes, sessionStore } from "./session-store.ts";

declare module "lucia" {
  interface Register {
    Lucia: ReturnType<typeof lucia>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: PersonAttributes;
  }
}

/** Who is signed in, with all that any page says of them and of their practice. */
export interface Visitor {
  actor: PersonActor;
  name: string;
  email: string;
  /** Their own time zone, or the practice's. */
  zone: string;
  /** Which kind of law they say applies where they practise. */
  legalModel: LegalModel | null;
  /** Who has left the practice keeps their own records and downloads, and nothing else (decision 16). */
  hasLeft: boolean;
  practice: Practice;
  sessionId: string;
  /** When they last showed who they are, at this session. */
  confirmedAt: string;
}

/** Who this request comes from: one query, and a write at most every ten minutes. `undefined` when signed out. */
export async function findVisitor(request: Request): Promise<Visitor | undefined> {
  const token = tokenOf(request);
  if (!token) return undefined;
  const at = now();
  const { session, user } = await lucia(at).validateSession(token);
  if (!session?.rowId || !session.lastSeenAt || !session.confirmedAt) return undefined;
  await markSeen(db, { sessionId: session.rowId, lastSeenAt: session.lastSeenAt, now: at });
  const { id, roles, name, email, zone, legalModel, hasLeft, practice } = user;
  const actor = { kind: "person", id, roles } as const;
  const row = { sessionId: session.rowId, confirmedAt: session.confirmedAt };
  return { actor, name, email, zone, legalModel, hasLeft, practice, ...row };
}

/** Who is signed in; anybody else is sent to sign in and back, from every private address alike. */
export async function requirePerson(request: Request): Promise<Visitor> {
  const visitor = await findVisitor(request);
  const { pathname, search } = new URL(request.url);
  if (visitor?.hasLeft && closedOnLeaving.test(pathname))
    throw redirect("/records", { status: 303, headers: neverCached });
  if (visitor) return visitor;
  const to = request.method === "GET" ? pathname + search : pathname;
  throw redirect(`/sign-in?to=${encodeURIComponent(to)}`, { status: 303, headers: neverCached });
}

/** Where whoever has left the practice is led to their records instead. */
const closedOnLeaving = /^\/(learn|search|team)(\/|$)/;

/** Who is signed in and may do this; for who may not, the address is not there. */
export async function requireMay(request: Request, act: Act): Promise<Visitor> {
  const visitor = await requirePerson(request);
  if (!may(visitor.actor, act)) throw notFound();
  return visitor;
}

/** The visitor's own place in a course, and the release it is pinned to; without one the address is not there. */
export async function requireEnrolment(
  request: Request,
  courseId: string | undefined,
): Promise<Enrolled & { visitor: Visitor }> {
  const visitor = await requirePerson(request);
  const personId = visitor.actor.id;
  const { enrolment, release } = orNotFound(await findEnrolled(db, { personId, courseId: orNotFound(courseId) }));
  return { visitor, release, enrolment: { ...enrolment, asReviewer: may(visitor.actor, "read every step") } };
}

/**
 * Begins a session under a new token and ends the one this browser had, so that a planted cookie is worth nothing.
 * Returns the headers that carry the cookie.
 */
export async function signIn(
  request: Request,
  { personId, method }: { personId: string; method: SessionTable["method"] },
): Promise<Headers> {
  const at = now();
  const before = tokenOf(request);
  if (before) await lucia(at).invalidateSession(before);
  await forgetEndedSessions(db, { personId, now: at });
  // Signing in takes a closing back, whichever way one came in.
  await keepAccount(db, { personId, list: erasureList(), now: at });
  const device = describeDevice(request.headers.get("User-Agent"));
  const { id } = await lucia(at).createSession(personId, { method, device }, { sessionId: newToken() });
  return new Headers({ ...neverCached, "Set-Cookie": lucia(at).createSessionCookie(id).serialize() });
}

/** Ends this browser's session. Returns the headers that take the cookie and everything kept away. */
export async function signOut(request: Request): Promise<Headers> {
  const token = tokenOf(request);
  if (token) await lucia(now()).invalidateSession(token);
  return new Headers({
    ...neverCached,
    "Set-Cookie": lucia(now()).createBlankSessionCookie().serialize(),
    "Clear-Site-Data": '"cache", "cookies", "storage"',
  });
}

/** What the frame of a signed-in page says: who, and the doors that are open to them. */
export function chromeOf({ actor, name, hasLeft }: Visitor) {
  return {
    person: actor.id,
    name,
    doors: allDoors
      .filter(({ to, needs }) => (!needs || may(actor, needs)) && !(hasLeft && closedOnLeaving.test(to)))
      .map(({ needs: _, ...door }) => door),
  };
}

type Needing = Door & { needs?: Act };

const doors: Needing[] = [
  { key: "learn", label: names.learn, to: "/learn" },
  { key: "records", label: names.records, to: "/records" },
  { key: "search", label: names.search, to: "/search" },
  { key: "team", label: names.teamToday, to: "/team", needs: "see team standing" },
  { key: "reports", label: names.teamReport, to: "/team/report", needs: "read reports of all" },
  { key: "team-assignments", label: names.teamAssignments, to: "/team/assign", needs: "assign courses to own teams" },
  { key: "shared", label: names.shared, to: "/team/shared", needs: "read shared reflections" },
  { key: "sign-off", label: names.signOff, to: "/team/sign-off", needs: "sign off" },
  { key: "author", label: names.author, to: "/author/courses", needs: "read course checks" },
  { key: "vignettes", label: names.vignettes, to: "/author/vignettes", needs: "read vignette counts" },
  { key: "invite", label: names.invite, to: "/team/invite", needs: "invite into own teams" },
];

/** By which a practice is run: where the menu is long, these are folded. */
const practiceDoors: Needing[] = [
  { key: "people", label: names.people, to: "/admin/people", needs: "read people" },
  { key: "teams", label: names.teams, to: "/admin/teams", needs: "change teams" },
  { key: "assignments", label: names.assignments, to: "/admin/assignments", needs: "assign courses" },
  { key: "requests", label: names.requests, to: "/admin/requests", needs: "answer requests" },
  { key: "register", label: names.register, to: "/admin/records", needs: "read records" },
  { key: "reminders", label: names.reminders, to: "/admin/reminders", needs: "read reminders" },
  { key: "practice", label: names.practice, to: "/admin/practice", needs: "change the practice" },
  { key: "evidence", label: names.evidence, to: "/admin/evidence", needs: "export evidence" },
  { key: "assessments", label: names.assessments, to: "/author/assessments", needs: "read assessment packs" },
  { key: "audit", label: names.audit, to: "/admin/audit", needs: "read the audit trail" },
];

const allDoors = [...doors, ...practiceDoors.map((door) => ({ ...door, runsPractice: true }))];

/** A token is 43 characters; whatever else a cookie holds is not looked up. */
function tokenOf(request: Request): string | undefined {
  const token = lucia(now()).readSessionCookie(request.headers.get("Cookie") ?? "");
  return token && /^[\w-]{43}$/.test(token) ? token : undefined;
}

function lucia(at: Date) {
  const { secure } = settings();
  return new Lucia(sessionStore(db, at), {
    sessionExpiresIn: new TimeSpan(sessionLimits.absolute, "ms"),
    sessionCookie: { name: secure ? "__Host-attune" : "attune", attributes: { secure, sameSite: "lax", path: "/" } },
    getSessionAttributes: ({ rowId, lastSeenAt, confirmedAt }: SessionAttributes) => {
      return { rowId, lastSeenAt, confirmedAt };
    },
    getUserAttributes: (person: PersonAttributes) => person,
  });
}
