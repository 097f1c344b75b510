import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Renaming, TeamEnd } from "#app/components/teams/team-changes.tsx";
import { MemberSearch, TeamMembers } from "#app/components/teams/team-members.tsx";
import { TeamSupervisors } from "#app/components/teams/team-supervisors.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import type { PersonActor } from "#app/domain/actor.ts";
import { listCandidates } from "#app/domain/team/candidate.ts";
import { addMembers, endMembership, listMembers } from "#app/domain/team/member.ts";
import {
  addSupervisors,
  endSupervision,
  listPossibleSupervisors,
  listSupervisions,
} from "#app/domain/team/supervisor.ts";
import { endTeam, findTeam, renameTeam } from "#app/domain/team.ts";
import { field } from "#app/fields.ts";
import { intentOf, neverCached, notFound, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { forms } from "#app/messages/forms.ts";
import { team as say, teams } from "#app/messages/teams.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const notices = {
  created: say.created,
  renamed: say.renamed,
  ended: say.teamEnded,
  joined: say.members.added,
  out: say.members.over,
  led: say.supervisors.added,
  over: say.supervisors.over,
};

/** How many people are offered at once; a search finds the others. */
const offered = 50;

export async function loader({ request, params: { team: teamId = "" } }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "change teams");
  const team = orNotFound(await findTeam(db, teamId));
  const find = new URL(request.url).searchParams.get("find")?.slice(0, 100) ?? "";
  const shown = { chrome: chromeOf(visitor), zone: visitor.zone, notice: noticeOf(request, notices), team, find };
  const people = { members: await listMembers(db, teamId), supervisions: await listSupervisions(db, teamId) };
  const possible = await listPossibleSupervisors(db, teamId);
  return {
    ...shown,
    ...people,
    possible,
    ...(await listCandidates(db, { teamId, words: find, limit: offered, now: now() })),
  };
}

const joining = z.object({
  intent: z.literal("add-members"),
  find: z.string().max(100).optional(),
  member: z.array(field.id, say.members.chooseOne).min(1, say.members.chooseOne).max(200),
});
const leading = z.object({
  intent: z.literal("add-supervisors"),
  supervisor: z.array(field.id, say.supervisors.chooseOne).min(1, say.supervisors.chooseOne).max(50),
});
const ending = z.object({ intent: z.enum(["end-member", "end-supervisor"]), person: field.id });
const naming = z.object({ intent: z.literal("rename"), name: field.team, seen: z.string().max(200) });
const endingAll = z.object({ intent: z.literal("end-team") });

export async function action({ request, params: { team: teamId = "" } }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "change teams");
  const on = { actor, teamId, now: now() };
  const intent = await intentOf(request);
  if (intent === "add-members") return join(request, on);
  if (intent === "add-supervisors") return lead(request, on);
  if (intent === "end-member" || intent === "end-supervisor") return endOne(request, on);
  if (intent === "rename") return rename(request, on);
  if (intent === "end-team") return end(request, on);
  throw notFound();
}

interface On {
  actor: PersonActor;
  teamId: string;
  now: Date;
}

async function join(request: Request, on: On) {
  const read = await readForm(request, joining);
  if ("errors" in read) return refuse(read);
  const { member: personIds } = read.values;
  const joined = orNotFound(await addMembers(db, { ...on, personIds }));
  if ("added" in joined) throw backTo(on, "joined");
  const why = joined.refused === "left" ? say.members.hasLeft : say.members.isReviewer;
  return refuse({ errors: { member: why(joined.name) }, typed: { intent: "add-members", member: personIds } });
}

async function lead(request: Request, on: On) {
  const read = await readForm(request, leading);
  if ("errors" in read) return refuse(read);
  const { supervisor: personIds } = read.values;
  const led = orNotFound(await addSupervisors(db, { ...on, personIds }));
  if ("added" in led) throw backTo(on, "led");
  const typed = { intent: "add-supervisors", supervisor: personIds };
  return refuse({ errors: { supervisor: say.supervisors.noRole }, typed }, { status: 409 });
}

async function endOne(request: Request, on: On) {
  const read = await readForm(request, ending);
  const { intent, person: personId } = orNotFound("values" in read ? read.values : undefined);
  const one = { ...on, personId };
  orNotFound(intent === "end-member" ? await endMembership(db, one) : await endSupervision(db, one));
  throw backTo(on, intent === "end-member" ? "out" : "over");
}

async function rename(request: Request, on: On) {
  const read = await readForm(request, naming);
  if ("errors" in read) return refuse(read);
  const { name, seen } = read.values;
  const renamed = orNotFound(await renameTeam(db, { ...on, name, seen }));
  if ("renamed" in renamed) throw backTo(on, "renamed");
  const typed = { intent: "rename", name };
  if (renamed.refused === "name-taken") return refuse({ errors: { name: teams.nameTaken }, typed });
  return refuse({ errors: { name: forms.changedMeanwhile }, typed }, { status: 409 });
}

async function end(request: Request, on: On): Promise<never> {
  const read = await readForm(request, endingAll);
  orNotFound("values" in read ? await endTeam(db, on) : undefined);
  throw backTo(on, "ended");
}

function backTo({ teamId }: On, done: keyof typeof notices): Response {
  return redirect(`${addresses.team(teamId)}?done=${done}`, { status: 303, headers: neverCached });
}

export default function TeamPage() {
  const { chrome, zone, notice, team, find, members, supervisions, possible, candidates, more } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const refusedFor = (intent: string) => (refused?.typed.intent === intent ? refused : undefined);
  const to = addresses.team(team.id);
  const stands = team.endedAt === null;
  return (
    <Page chrome={chrome} current="teams" heading={team.name} back={{ to: addresses.teams, label: say.back }}>
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      {refused?.errors.form ? <Notice kind="attention">{refused.errors.form}</Notice> : null}
      {team.endedAt === null ? null : (
        <Notice kind="attention">{say.ended(formatTime({ at: team.endedAt, zone }))}</Notice>
      )}
      <TeamSupervisors {...{ to, supervisions, possible, zone, stands }} refused={refusedFor("add-supervisors")} />
      <TeamMembers {...{ to, members, zone, stands }} />
      {stands ? (
        <>
          <MemberSearch {...{ to, find, candidates, more }} refused={refusedFor("add-members")} />
          <Renaming to={to} name={team.name} refused={refusedFor("rename")} />
          <TeamEnd to={to} />
        </>
      ) : null}
    </Page>
  );
}
