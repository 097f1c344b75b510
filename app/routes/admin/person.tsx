import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Accommodations } from "#app/components/admin/accommodations.tsx";
import { ConfirmFirst } from "#app/components/admin/confirm-first.tsx";
import {
  Erasing,
  PersonRoles,
  ResetLink,
  Restoration,
  SigningOut,
  Suspension,
} from "#app/components/admin/person-acts.tsx";
import { PersonKnown } from "#app/components/admin/person-known.tsx";
import { Reviewing } from "#app/components/admin/reviewing.tsx";
import { PersonTeams } from "#app/components/teams/person-teams.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { type Act, may } from "#app/domain/access.ts";
import { grantAttempts, listAccommodations, listGrantable } from "#app/domain/accommodation.ts";
import type { PersonActor } from "#app/domain/actor.ts";
import { findProfile } from "#app/domain/person/profile.ts";
import { findPerson, restorePerson, suspendPerson } from "#app/domain/person.ts";
import { makeResetLink } from "#app/domain/reset-link.ts";
import { grantableRoles } from "#app/domain/role.ts";
import { isConfirmed } from "#app/domain/session/confirmation.ts";
import { endAllSessions } from "#app/domain/session.ts";
import { listTies } from "#app/domain/team/tie.ts";
import {
  formKey,
  intentOf,
  neverCached,
  notFound,
  noticeOf,
  orNotFound,
  pageHeaders,
  readForm,
  refuse,
} from "#app/http.ts";
import { accommodation, reviewing, person as say } from "#app/messages/admin.ts";
import { accommodating, resetLink, restoration, signingOut, suspension } from "#app/person-fields.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { changeRoles, lookAtEnds } from "#app/role-acts.server.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const notices = {
  granted: say.granted,
  ended: say.roleEnded,
  out: say.signedOut,
  suspended: say.suspended,
  restored: say.restored,
  sent: say.resetByMail,
  accommodated: accommodation.granted,
  reviewing: reviewing.granted,
};

export async function loader({ request, params: { person: personId = "" } }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read people");
  const person = orNotFound(await findPerson(db, personId));
  if (person.state === "erased") throw notFound();
  const notice = noticeOf(request, notices);
  const accommodations = may(visitor.actor, "grant attempts") ? await findAccommodations(personId) : null;
  const shown = { chrome: chromeOf(visitor), zone: visitor.zone, person, notice, grantable: grantableRoles };
  const isOver = person.reviewerUntil !== null && person.reviewerUntil <= now().toISOString();
  const reviewing = { until: person.reviewerUntil, isOver, zone: visitor.practice.zone };
  const mustConfirm = !isConfirmed(visitor, now());
  const profile = orNotFound(await findProfile(db, personId));
  const isSeen = may(visitor.actor, "read standings") && personId !== visitor.actor.id;
  const ties = await listTies(db, personId);
  const ends = await lookAtEnds(request, { person, ties });
  return { ...shown, profile, isSeen, mustConfirm, accommodations, reviewing, ties, ends, key: formKey() };
}

async function findAccommodations(personId: string) {
  return { places: await listGrantable(db, personId), granted: await listAccommodations(db, personId) };
}

/** What each form of this page does, as the table of who may do what names it. */
const acts = {
  grant: "grant roles",
  end: "grant roles",
  review: "grant roles",
  "end-review": "grant roles",
  reset: "reset passwords",
  "sign-out": "suspend people",
  suspend: "suspend people",
  restore: "suspend people",
  accommodate: "grant attempts",
} as const satisfies Record<string, Act>;

export async function action({ request, params: { person: personId = "" } }: ActionFunctionArgs) {
  const intent = await intentOf(request);
  const visitor = await requireMay(request, isIntent(intent) ? acts[intent] : "read people");
  const on = { actor: visitor.actor, personId, now: now() };
  if (isRoleIntent(intent)) {
    const done = await changeRoles(request, { visitor, personId, intent });
    if (!("errors" in done)) throw backTo(on, done.done);
    return refuse(done, { status: done.status });
  }
  if (intent === "reset") return reset(request, on);
  if (intent === "sign-out") return signOut(request, on);
  if (intent === "suspend") return suspend(request, on);
  if (intent === "restore") return restore(request, on);
  if (intent === "accommodate") return accommodate(request, on);
  throw notFound();
}

interface On {
  actor: PersonActor;
  personId: string;
  now: Date;
}

/** Shows the link in the answer itself, once, where there is no mail server; see routes/admin/people.tsx. */
async function reset(request: Request, on: On) {
  const read = await readForm(request, resetLink);
  if ("errors" in read) return refuse(read);
  const { intent, key } = read.values;
  const made = orNotFound(await makeResetLink(db, { ...on, key }));
  if ("refused" in made) return refuse({ errors: { form: say.isSuspended }, typed: { intent } }, { status: 409 });
  const { url, mail } = settings();
  if (mail) throw backTo(on, "sent");
  return data({ shown: `${url}/reset/${made.token}` }, { headers: neverCached });
}

async function signOut(request: Request, on: On): Promise<never> {
  const read = await readForm(request, signingOut);
  if ("errors" in read) throw notFound();
  orNotFound(await findPerson(db, on.personId));
  await endAllSessions(db, on);
  throw backTo(on, "out");
}

async function suspend(request: Request, on: On) {
  const read = await readForm(request, suspension);
  if ("errors" in read) return refuse(read);
  const { intent, reason } = read.values;
  const suspended = orNotFound(await suspendPerson(db, { ...on, reason }));
  if ("refused" in suspended) {
    return refuse({ errors: { form: say.lastAdministrator }, typed: { intent, reason } }, { status: 409 });
  }
  throw backTo(on, "suspended");
}

async function restore(request: Request, on: On): Promise<never> {
  const read = await readForm(request, restoration);
  if ("errors" in read) throw notFound();
  orNotFound(await restorePerson(db, on));
  throw backTo(on, "restored");
}

async function accommodate(request: Request, on: On) {
  const read = await readForm(request, accommodating);
  if ("errors" in read) return refuse(read);
  const { place, attempts, why: reason, key } = read.values;
  const [enrolmentId = "", quizId = null] = place.split("/");
  orNotFound(await grantAttempts(db, { ...on, enrolmentId, quizId, attempts: Number(attempts), reason, key }));
  throw backTo(on, "accommodated");
}

function backTo({ personId }: On, done: keyof typeof notices): Response {
  return redirect(`/admin/people/${personId}?done=${done}`, { status: 303, headers: neverCached });
}

function isRoleIntent(intent: string | undefined): intent is "grant" | "end" | "review" | "end-review" {
  return isIntent(intent) && acts[intent] === "grant roles";
}

function isIntent(intent: string | undefined): intent is keyof typeof acts {
  return intent !== undefined && Object.hasOwn(acts, intent);
}

export default function Person() {
  const { chrome, zone, person, profile, isSeen, notice, ...loaded } = useLoaderData<typeof loader>();
  const { key, grantable, accommodations, reviewing, ties, mustConfirm, ends } = loaded;
  const answer = useActionData<typeof action>();
  const refused = answer && "errors" in answer ? answer : undefined;
  const { id, name, email, state, roles } = person;
  const to = addresses.person(id);
  return (
    <Page
      chrome={chrome}
      current="people"
      heading={name}
      back={{ to: "/admin/people", label: say.back }}
      width="reading"
    >
      {notice && !answer ? <Notice kind="done">{notice}</Notice> : null}
      {refused?.errors.form ? <Notice kind="attention">{refused.errors.form}</Notice> : null}
      <PersonKnown person={person} profile={profile} zone={zone} isSeen={isSeen} />
      {mustConfirm ? <ConfirmFirst from={to} /> : null}
      <PersonRoles to={to} held={roles} grantable={grantable} ending={ends.ending} />
      <PersonTeams ties={ties} zone={zone} />
      <Reviewing to={to} {...reviewing} refused={refused?.typed.intent === "review" ? refused : undefined} />
      {accommodations ? (
        <Accommodations
          to={to}
          {...accommodations}
          zone={zone}
          formKey={key}
          refused={refused?.typed.intent === "accommodate" ? refused : undefined}
        />
      ) : null}
      {state === "suspended" ? (
        <Restoration to={to} />
      ) : (
        <>
          <ResetLink
            to={to}
            email={email}
            link={answer && "shown" in answer ? answer.shown : undefined}
            formKey={key}
          />
          <SigningOut to={to} />
          <Suspension
            to={to}
            invitations={ends.suspending}
            refused={refused?.typed.intent === "suspend" ? refused : undefined}
          />
        </>
      )}
      <Erasing to={to} />
    </Page>
  );
}
