import { db } from "#db/db.server.ts";
import type { Visitor } from "./auth.server.ts";
import { countOnEndingRole, countOnSuspending } from "./domain/invitation/withdrawal.ts";
import type { Person } from "./domain/person.ts";
import { grantReviewer } from "./domain/role/reviewer.ts";
import { endRole, grantRole } from "./domain/role.ts";
import { isConfirmed } from "./domain/session/confirmation.ts";
import type { Tie } from "./domain/team/tie.ts";
import { orNotFound, type Refused, readForm } from "./http.ts";
import { confirmation } from "./messages/account.ts";
import { reviewing, person as say } from "./messages/admin.ts";
import type { RoleEnd } from "./messages/leaving.ts";
import { reviewDay, reviewEnd, roleChange } from "./person-fields.ts";
import { now } from "./platform/clock.ts";

type NotChanged = Refused & { status: number };
type Changed = { done: "granted" | "ended" | "reviewing" } | NotChanged;

interface Asked {
  visitor: Visitor;
  personId: string;
  intent: "grant" | "end" | "review" | "end-review";
}

/**
 * Gives or ends somebody's role, as a form of their page asks. Refused, with what was typed kept, until the visitor has
 * given their password within a quarter of an hour: a browser left open is not to make an administrator.
 */
export async function changeRoles(request: Request, { visitor, personId, intent }: Asked): Promise<Changed> {
  const on = { actor: visitor.actor, personId, now: now() };
  if (!isConfirmed(visitor, on.now)) return notConfirmed({ intent });
  if (intent === "review") return review(request, on);
  if (intent === "end-review") return endReview(request, on);
  return change(request, on);
}

/**
 * What goes with suspending somebody, and with the role that the address asks to end (`?end=supervisor`), before either
 * is done; null when it names none that the person has.
 */
export async function lookAtEnds(
  request: Request,
  { person, ties }: { person: Pick<Person, "id" | "roles">; ties: Tie[] },
): Promise<{ suspending: number; ending: RoleEnd | null }> {
  const of = { personId: person.id, now: now() };
  const suspending = await countOnSuspending(db, of);
  const asked = new URL(request.url).searchParams.get("end");
  const role = person.roles.find((held) => held === asked);
  if (!role) return { suspending, ending: null };
  const supervised = role === "supervisor" ? ties.filter(({ as, endedAt }) => as === "supervisor" && !endedAt) : [];
  const teams = supervised.map(({ teamName }) => teamName);
  return { suspending, ending: { role, teams, invitations: await countOnEndingRole(db, { ...of, role }) } };
}

/** What a form is told whose sender has to give their password first. */
export function notConfirmed(typed: Refused["typed"]): NotChanged {
  return { errors: { form: confirmation.needed }, typed, status: 409 };
}

type On = Omit<Parameters<typeof grantReviewer>[1], "day">;

async function change(request: Request, on: On): Promise<Changed> {
  const read = await readForm(request, roleChange);
  if ("errors" in read) return { ...read, status: 422 };
  const { intent, role } = read.values;
  const changed = orNotFound(
    await (intent === "grant" ? grantRole(db, { ...on, role }) : endRole(db, { ...on, role })),
  );
  if ("refused" in changed) return { errors: { form: say.lastAdministrator }, typed: { intent }, status: 409 };
  return { done: intent === "grant" ? "granted" : "ended" };
}

const noReviewer = { "no-day": reviewing.noDay, past: reviewing.past, "in-team": reviewing.inTeam };

async function review(request: Request, on: On): Promise<Changed> {
  const read = await readForm(request, reviewDay);
  if ("errors" in read) return { ...read, status: 422 };
  const granted = orNotFound(await grantReviewer(db, { ...on, day: read.values.day }));
  if ("refused" in granted) return { errors: { day: noReviewer[granted.refused] }, typed: read.values, status: 422 };
  return { done: "reviewing" };
}

async function endReview(request: Request, on: On): Promise<Changed> {
  const read = await readForm(request, reviewEnd);
  orNotFound("values" in read ? await endRole(db, { ...on, role: "reviewer" }) : undefined);
  return { done: "ended" };
}
