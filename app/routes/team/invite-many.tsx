import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay, type Visitor } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { PasteForm, PasteLook, PasteOutcome } from "#app/components/admin/invite-many.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { may } from "#app/domain/access.ts";
import { inviteMany, lookAtMany, type PastedRow, teamsToInviteInto } from "#app/domain/invitation/many.ts";
import { field } from "#app/fields.ts";
import { formKey, intentOf, neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { inviteMany as say } from "#app/messages/people-import.ts";
import { teamInvite } from "#app/messages/teams.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const pasted = {
  list: z.string(),
  team: z.string(say.teamMissing).regex(/^[\w-]{0,64}$/, say.teamMissing),
};
const looking = z.object({ intent: z.literal("look"), ...pasted });
const confirming = z.object({ intent: z.literal("confirm"), ...pasted, seen: field.key, key: field.key });

const sentences = { nobody: say.nobody, "too-many": say.tooMany };

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "invite many people");
  const teams = (await teamsToInviteInto(db, visitor.actor)).map(({ id, name }) => ({ id, name }));
  const isAdministrator = may(visitor.actor, "import people");
  return { chrome: chromeOf(visitor), teams, isAdministrator, key: formKey() };
}

export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requireMay(request, "invite many people");
  return (await intentOf(request)) === "confirm" ? confirm(request, visitor) : look(request, visitor);
}

async function look(request: Request, { actor }: Visitor) {
  const read = await readForm(request, looking);
  if ("errors" in read) return refuse(read);
  const { list, team } = read.values;
  const looked = orNotFound(await lookAtMany(db, { actor, teamId: team || undefined, text: list, now: now() }));
  if ("refused" in looked) return refuse({ errors: { list: sentences[looked.refused] }, typed: { list, team } });
  return data({ look: looked, typed: { list, team } }, { headers: neverCached });
}

/** Without a mail server the answer itself shows the links, once; see routes/admin/people.tsx. */
async function confirm(request: Request, { actor }: Visitor) {
  const read = await readForm(request, confirming);
  if ("errors" in read) return refuse(read);
  const { list, team, seen, key } = read.values;
  const pasting = { actor, teamId: team || undefined, text: list, now: now() };
  const done = orNotFound(await inviteMany(db, { ...pasting, seen, key }));
  if ("invited" in done) {
    const { url, mail } = settings();
    const links = mail ? [] : done.invited.map(({ email, token }) => ({ email, link: `${url}/invitation/${token}` }));
    return data({ done, links, typed: { list: linesOf(list, done.refused), team } }, { headers: neverCached });
  }
  if ("look" in done) {
    const changed = { look: done.look, errors: { form: say.changedMeanwhile }, typed: { list, team } };
    return data(changed, { status: 409, headers: neverCached });
  }
  return refuse({ errors: { list: sentences[done.refused] }, typed: { list, team } });
}

/** As they were typed, to be mended in place. */
function linesOf(list: string, rows: PastedRow[]): string {
  const typed = list.split("\n");
  return rows.map(({ line }) => typed[line - 1] ?? "").join("\n");
}

export default function InviteMany() {
  const { chrome, teams, isAdministrator, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer && "errors" in answer ? answer.errors : {};
  const back = isAdministrator
    ? { to: addresses.people, label: say.back }
    : { to: addresses.teamInvite, label: say.backToTeam };
  const { form, ...ofFields } = errors;
  return (
    <Page
      chrome={chrome}
      current={isAdministrator ? "people" : "invite"}
      heading={say.title}
      lead={say.lead}
      back={back}
    >
      {form ? <Notice kind="attention">{form}</Notice> : null}
      {answer && "done" in answer ? <PasteOutcome done={answer.done} links={answer.links} /> : null}
      {answer && "look" in answer ? <PasteLook look={answer.look} typed={answer.typed} formKey={key} /> : null}
      {teams.length === 0 && !isAdministrator ? (
        <EmptyState title={teamInvite.noTeamTitle}>{teamInvite.noTeam}</EmptyState>
      ) : (
        <PasteForm
          teams={teams}
          mayBeNone={isAdministrator}
          refused={answer ? { errors: ofFields, typed: answer.typed } : undefined}
        />
      )}
    </Page>
  );
}
