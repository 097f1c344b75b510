import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay, type Visitor } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { OpenInvitations, type Shown, ShownLink } from "#app/components/admin/invitations.tsx";
import { TeamInvitationForm } from "#app/components/teams/team-invitation-form.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { inviteIntoTeam, listTeamInvitations, withdrawTeamInvitation } from "#app/domain/invitation/team.ts";
import { findUnsent } from "#app/domain/invitation/unsent.ts";
import { teamsOf } from "#app/domain/team/scope.ts";
import { field } from "#app/fields.ts";
import { formKey, intentOf, neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { people } from "#app/messages/admin.ts";
import { inviteMany } from "#app/messages/people-import.ts";
import { teamInvite as say } from "#app/messages/teams.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const invitation = z.object({
  intent: z.literal("invite"),
  key: field.key,
  team: z.string(say.teamMissing).regex(/^[\w-]{1,64}$/, say.teamMissing),
  email: field.email,
  name: field.name.or(z.literal("")),
});
const withdrawal = z.object({ intent: z.literal("withdraw"), invitation: field.id });

const notices = { sent: people.invitedByMail, withdrawn: people.withdrawn };
const refusals = { "already-here": say.alreadyHere, "already-invited": say.alreadyInvited };

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "invite into own teams");
  const { actor, zone } = visitor;
  const teams = await teamsOf(db, actor);
  const invitations = await listTeamInvitations(db, { actor, now: now() });
  const shown = { chrome: chromeOf(visitor), zone, notice: noticeOf(request, notices), teams, invitations };
  return { ...shown, unsent: await findUnsent(db, invitations), key: formKey() };
}

export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requireMay(request, "invite into own teams");
  return (await intentOf(request)) === "withdraw" ? withdraw(request, visitor) : inviteOne(request, visitor);
}

/** Shows the link in the answer itself, once, where there is no mail server; see routes/admin/people.tsx. */
async function inviteOne(request: Request, { actor }: Visitor) {
  const read = await readForm(request, invitation);
  if ("errors" in read) return refuse(read);
  const { team: teamId, email, name, key } = read.values;
  const invited = orNotFound(await inviteIntoTeam(db, { actor, teamId, email, name, key, now: now() }));
  if ("refused" in invited) {
    return refuse({ errors: { email: refusals[invited.refused] }, typed: { team: teamId, email, name, key } });
  }
  const { url, mail } = settings();
  if (mail) throw redirect(`${addresses.teamInvite}?done=sent`, { status: 303, headers: neverCached });
  const shown: Shown = { email: invited.invitation.email, link: `${url}/invitation/${invited.token}` };
  return data({ shown }, { headers: neverCached });
}

async function withdraw(request: Request, { actor }: Visitor): Promise<never> {
  const read = await readForm(request, withdrawal);
  const { invitation: invitationId } = orNotFound("values" in read ? read.values : undefined);
  orNotFound(await withdrawTeamInvitation(db, { actor, invitationId, now: now() }));
  throw redirect(`${addresses.teamInvite}?done=withdrawn`, { status: 303, headers: neverCached });
}

export default function TeamInvite() {
  const { chrome, zone, notice, teams, invitations, unsent, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "errors" in answer ? answer : undefined;
  return (
    <Page chrome={chrome} current="invite" heading={say.title} lead={say.lead}>
      {notice && !answer ? <Notice kind="done">{notice}</Notice> : null}
      {answer && "shown" in answer ? <ShownLink {...answer.shown} /> : null}
      {teams.length === 0 ? (
        <EmptyState title={say.noTeamTitle}>{say.noTeam}</EmptyState>
      ) : (
        <>
          <p>
            <a href={addresses.inviteMany}>{inviteMany.title}</a>
          </p>
          <TeamInvitationForm teams={teams} refused={refused} formKey={key} />
          <Section heading={people.openHeading} id="open">
            <OpenInvitations to={addresses.teamInvite} invitations={invitations} zone={zone} unsent={unsent} />
          </Section>
        </>
      )}
    </Page>
  );
}
