import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay, type Visitor } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ConfirmFirst } from "#app/components/admin/confirm-first.tsx";
import { InvitationForm, OpenInvitations, type Shown, ShownLink } from "#app/components/admin/invitations.tsx";
import { PeopleFilter } from "#app/components/admin/people-filter.tsx";
import { PeopleTable } from "#app/components/admin/people-table.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Actions, Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { resendInvitation } from "#app/domain/invitation/resending.ts";
import { findUnsent } from "#app/domain/invitation/unsent.ts";
import { withdrawInvitation } from "#app/domain/invitation/withdrawal.ts";
import { invite, listOpenInvitations } from "#app/domain/invitation.ts";
import { listPeople } from "#app/domain/person/listing.ts";
import { grantableRoles } from "#app/domain/role.ts";
import { isConfirmed } from "#app/domain/session/confirmation.ts";
import { listTeamNames } from "#app/domain/team.ts";
import { field } from "#app/fields.ts";
import {
  cursorOf,
  type FormErrors,
  formKey,
  intentOf,
  neverCached,
  noticeOf,
  orNotFound,
  pageHeaders,
  readForm,
  refuse,
} from "#app/http.ts";
import { erasure, people as say } from "#app/messages/admin.ts";
import { inviteMany, peopleImport } from "#app/messages/people-import.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { notConfirmed } from "#app/role-acts.server.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const invitation = z.object({
  intent: z.literal("invite"),
  key: field.key,
  email: field.email,
  name: field.name.or(z.literal("")),
  role: field.role.or(z.literal("")),
  into: field.id.or(z.literal("")).optional(),
});
const resending = z.object({ intent: z.literal("resend"), key: field.key, invitation: field.id });
const withdrawal = z.object({ intent: z.literal("withdraw"), invitation: field.id });

const notices = { sent: say.invitedByMail, withdrawn: say.withdrawn, erased: erasure.erased };
const limit = 100;
const mostOpen = 100;
const anyRole = [...grantableRoles, "reviewer"] as const;

/** Whom the address asks for; text that could be none of it asks for nobody. */
const filter = z.object({
  find: z.string().max(100).catch(""),
  in: z
    .string()
    .regex(/^[\w-]{0,64}$/)
    .catch("nothing"),
  as: z.enum(["", ...anyRole]).catch(""),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read people");
  const after = cursorOf(request, "after");
  const { searchParams } = new URL(request.url);
  const asked = (name: string) => searchParams.get(name) ?? "";
  const chosen = filter.parse({ find: asked("find"), in: asked("in"), as: asked("as") });
  const wanted = { words: chosen.find, teamId: chosen.in || undefined, role: chosen.as || undefined };
  const { people, next } = await listPeople(db, { wanted, after, limit, now: now() });
  const invitations = await listOpenInvitations(db, { limit: mostOpen, now: now() });
  return {
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    notice: noticeOf(request, notices),
    ...{ people, next, chosen, isFirst: after === undefined },
    ...{ practiceZone: visitor.practice.zone, now: now().toISOString() },
    teams: await listTeamNames(db),
    invitations,
    unsent: await findUnsent(db, invitations),
    key: formKey(),
    grantable: grantableRoles,
    anyRole,
    mustConfirm: !isConfirmed(visitor, now()),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requireMay(request, "invite people");
  const intent = await intentOf(request);
  if (intent === "resend") return resend(request, visitor);
  return intent === "withdraw" ? withdraw(request, visitor) : inviteOne(request, visitor);
}

/**
 * Without a mail server the answer itself shows the link, once: to lead elsewhere, it would have to be kept somewhere
 * on the way.
 */
async function inviteOne(request: Request, visitor: Visitor) {
  const { actor } = visitor;
  const read = await readForm(request, invitation);
  if ("errors" in read) return refuse(read);
  const { email, name, role, into = "", key } = read.values;
  if (role && !isConfirmed(visitor, now()))
    return refuse(notConfirmed({ email, name, role, into, key }), { status: 409 });
  const invited = await invite(db, { actor, email, name, role: role || null, teamId: into || null, key, now: now() });
  if ("refused" in invited) {
    const errors: FormErrors = invited.refused === "no-team" ? { into: say.teamGone } : { email: say.alreadyHere };
    return refuse({ errors, typed: { email, name, role, into, key } });
  }
  return linkTo(invited.invitation.email, invited.token);
}

async function resend(request: Request, { actor }: Visitor) {
  const read = await readForm(request, resending);
  const { invitation: invitationId, key } = orNotFound("values" in read ? read.values : undefined);
  const { email, token } = orNotFound(await resendInvitation(db, { actor, invitationId, key, now: now() }));
  return linkTo(email, token);
}

function linkTo(email: string, token: string) {
  const { url, mail } = settings();
  if (mail) throw redirect("/admin/people?done=sent", { status: 303, headers: neverCached });
  const shown: Shown = { email, link: `${url}/invitation/${token}` };
  return data({ shown }, { headers: neverCached });
}

async function withdraw(request: Request, { actor }: Visitor): Promise<never> {
  const read = await readForm(request, withdrawal);
  const { invitation: invitationId } = orNotFound("values" in read ? read.values : undefined);
  orNotFound(await withdrawInvitation(db, { actor, invitationId, now: now() }));
  throw redirect("/admin/people?done=withdrawn", { status: 303, headers: neverCached });
}

export default function People() {
  const { chrome, zone, notice, chosen, teams, invitations, unsent, key, grantable, ...listed } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "errors" in answer ? answer : undefined;
  const { people, next, isFirst, mustConfirm, anyRole, practiceZone, now } = listed;
  return (
    <Page chrome={chrome} current="people" heading={say.title}>
      {notice && !answer ? <Notice kind="done">{notice}</Notice> : null}
      {answer && "shown" in answer ? <ShownLink {...answer.shown} /> : null}
      <Actions>
        <ButtonLink to="#invite" kind="quiet">
          {say.inviteHeading}
        </ButtonLink>
        <ButtonLink to={addresses.inviteMany} kind="quiet">
          {inviteMany.title}
        </ButtonLink>
        <ButtonLink to={addresses.peopleImport} kind="quiet">
          {peopleImport.title}
        </ButtonLink>
      </Actions>
      <PeopleFilter chosen={chosen} teams={teams} roles={anyRole} />
      {people.length > 0 ? (
        <PeopleTable people={people} zone={practiceZone} now={now} />
      ) : (
        <EmptyState title={say.nobodyTitle}>{say.nobody}</EmptyState>
      )}
      <Pagination
        label={say.pages}
        newer={isFirst ? undefined : { to: pageOf(chosen), label: say.first }}
        older={next ? { to: pageOf(chosen, next), label: say.more } : undefined}
      />
      <Section heading={say.inviteHeading} id="invite">
        {mustConfirm ? <ConfirmFirst from="/admin/people#invite" /> : null}
        <InvitationForm refused={refused} formKey={key} grantable={grantable} teams={teams} />
      </Section>
      <Section heading={say.openHeading} id="open">
        <OpenInvitations to="/admin/people" invitations={invitations} zone={zone} unsent={unsent} resendKey={key} />
        {invitations.length === mostOpen ? <p>{say.newestOpen(mostOpen)}</p> : null}
      </Section>
    </Page>
  );
}

/** The address of a page of the list, with what was chosen. */
function pageOf(chosen: Record<string, string>, after = ""): string {
  const said = Object.entries({ ...chosen, after }).filter(([, value]) => value !== "");
  return said.length > 0 ? `/admin/people?${new URLSearchParams(said)}` : "/admin/people";
}
