import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay, type Visitor } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { InvitationForm, OpenInvitations, type Shown, ShownLink } from "#app/components/admin/invitations.tsx";
import { PeopleTable } from "#app/components/admin/people-table.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Actions, Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { withdrawInvitation } from "#app/domain/invitation/withdrawal.ts";
import { invite, listOpenInvitations } from "#app/domain/invitation.ts";
import { listPeople } from "#app/domain/person/listing.ts";
import { grantableRoles } from "#app/domain/role.ts";
import { field } from "#app/fields.ts";
import {
  cursorOf,
  formKey,
  intentOf,
  neverCached,
  noticeOf,
  orNotFound,
  pageHeaders,
  readForm,
  refuse,
} from "#app/http.ts";
import { people as say } from "#app/messages/admin.ts";
import { peopleImport } from "#app/messages/people-import.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const invitation = z.object({
  intent: z.literal("invite"),
  key: field.key,
  email: field.email,
  name: field.name.or(z.literal("")),
  role: field.role.or(z.literal("")),
});
const withdrawal = z.object({ intent: z.literal("withdraw"), invitation: field.id });

const notices = { sent: say.invitedByMail, withdrawn: say.withdrawn };
const limit = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read people");
  const after = cursorOf(request, "after");
  const { people, next } = await listPeople(db, { after, limit, now: now() });
  const invitations = await listOpenInvitations(db, { now: now() });
  const page = { people, next, isFirst: after === undefined };
  return {
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    notice: noticeOf(request, notices),
    ...page,
    invitations,
    key: formKey(),
    grantable: grantableRoles,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requireMay(request, "invite people");
  return (await intentOf(request)) === "withdraw" ? withdraw(request, visitor) : inviteOne(request, visitor);
}

/**
 * Without a mail server the answer itself shows the link, once: to lead elsewhere, it would have to be kept somewhere
 * on the way.
 */
async function inviteOne(request: Request, { actor }: Visitor) {
  const read = await readForm(request, invitation);
  if ("errors" in read) return refuse(read);
  const { email, name, role, key } = read.values;
  const invited = await invite(db, { actor, email, name, role: role || null, key, now: now() });
  if ("refused" in invited) return refuse({ errors: { email: say.alreadyHere }, typed: { email, name, role, key } });
  const { url, mail } = settings();
  if (mail) throw redirect("/admin/people?done=sent", { status: 303, headers: neverCached });
  const shown: Shown = { email: invited.invitation.email, link: `${url}/invitation/${invited.token}` };
  return data({ shown }, { headers: neverCached });
}

async function withdraw(request: Request, { actor }: Visitor): Promise<never> {
  const read = await readForm(request, withdrawal);
  const { invitation: invitationId } = orNotFound("values" in read ? read.values : undefined);
  orNotFound(await withdrawInvitation(db, { actor, invitationId, now: now() }));
  throw redirect("/admin/people?done=withdrawn", { status: 303, headers: neverCached });
}

export default function People() {
  const { chrome, zone, notice, people, next, isFirst, invitations, key, grantable } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "errors" in answer ? answer : undefined;
  return (
    <Page chrome={chrome} current="people" heading={say.title}>
      {notice && !answer ? <Notice kind="done">{notice}</Notice> : null}
      {answer && "shown" in answer ? <ShownLink {...answer.shown} /> : null}
      <Actions>
        <ButtonLink to="#invite" kind="quiet">
          {say.inviteHeading}
        </ButtonLink>
        <ButtonLink to={addresses.peopleImport} kind="quiet">
          {peopleImport.title}
        </ButtonLink>
      </Actions>
      <PeopleTable people={people} />
      <Pagination
        label={say.pages}
        newer={isFirst ? undefined : { to: "/admin/people", label: say.first }}
        older={next ? { to: `/admin/people?after=${next}`, label: say.more } : undefined}
      />
      <Section heading={say.inviteHeading} id="invite">
        <InvitationForm refused={refused} formKey={key} grantable={grantable} />
      </Section>
      <Section heading={say.openHeading} id="open">
        <OpenInvitations invitations={invitations} zone={zone} />
      </Section>
    </Page>
  );
}
