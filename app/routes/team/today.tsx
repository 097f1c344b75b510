import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses, addressWith } from "#app/components/addresses.ts";
import { NudgeSentence } from "#app/components/team/nudge-sentence.tsx";
import { TeamChoice } from "#app/components/team/team-choice.tsx";
import { TodaySection } from "#app/components/team/today-section.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Figures } from "#app/components/ui/figures.tsx";
import { Actions, Soft, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { may } from "#app/domain/access.ts";
import { longestSentence } from "#app/domain/nudge/limits.ts";
import { nudge } from "#app/domain/nudge.ts";
import { findTeamToday } from "#app/domain/team/page-of-today.ts";
import { field } from "#app/fields.ts";
import { formKey, neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { teamToday as say } from "#app/messages/team-today.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { canSendMail } from "#app/platform/mail.ts";
import { chosenId, pageNumber, readAddress } from "#app/team-address.server.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const address = z.object({
  team: chosenId,
  show: z.enum(["help", "soon", "done", ""]).default(""),
  order: z.enum(["due", "name"]).default("due"),
  page: pageNumber,
});

/** How the visitor's teams stand now, by the filters in the address; each team that it shows is told of the look. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "see team standing");
  const { team, show, order, page } = readAddress(request, address);
  const asked = { actor: visitor.actor, teamId: team || undefined, show: show || undefined, order, page };
  const today = orNotFound(await findTeamToday(db, { ...asked, now: now(), zone: visitor.practice.zone }));
  const notices = { nudged: canSendMail() ? say.done : say.doneWithoutMail };
  const one = team || (today.teams.length === 1 ? today.teams[0]?.id : undefined);
  const assign = may(visitor.actor, "assign courses") ? addresses.assignmentNew : addresses.teamAssignmentNew;
  const mayAssign = may(visitor.actor, "assign courses") || may(visitor.actor, "assign courses to own teams");
  return data(
    {
      ...today,
      assignTo: one && mayAssign ? addressWith(assign, { team: one }) : undefined,
      chrome: chromeOf(visitor),
      zone: visitor.zone,
      key: formKey(),
      notice: noticeOf(request, notices),
      withoutMail: !canSendMail(),
      chosen: { team, show, order, page },
    },
    { headers: neverCached },
  );
}

const form = z.object({
  key: field.key,
  place: z.string(say.notOne).regex(/^[\w-]{1,64}\.[\w-]{1,64}$/, say.notOne),
  sentence: field.line(longestSentence, say.sentenceHint).or(z.literal("")).default(""),
});

/** Nudges one person about one course, and leads to the same list. */
export async function action({ request }: ActionFunctionArgs) {
  const { actor, practice } = await requireMay(request, "see team standing");
  const { team, show, order, page } = readAddress(request, address);
  const read = await readForm(request, form);
  if ("errors" in read) {
    const { place, ...errors } = read.errors;
    return refuse({ ...read, errors: place ? { form: place, ...errors } : errors });
  }
  const { key, place, sentence } = read.values;
  const [personId = "", courseId = ""] = place.split(".");
  const nudging = { seals: keyStore(), actor, personId, courseId, sentence, key, now: now(), zone: practice.zone };
  const nudged = orNotFound(await nudge(db, nudging));
  if ("refused" in nudged) {
    const errors = { form: say.refused[nudged.refused] };
    return refuse({ errors, typed: { sentence } }, { status: nudged.refused === "too-soon" ? 429 : 409 });
  }
  const to = addressWith(addresses.teamToday, {
    team,
    show,
    order: order === "due" ? "" : order,
    page,
    done: "nudged",
  });
  return redirect(to, { status: 303, headers: neverCached });
}

export default function TeamToday() {
  const { chrome, zone, key, notice, chosen, teams, hasEveryone, counts, lists, assignTo, withoutMail } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (teams.length === 0 && !hasEveryone) {
    return (
      <Page chrome={chrome} current="team" heading={say.title}>
        <EmptyState title={say.noTeamTitle}>{say.noTeam}</EmptyState>
      </Page>
    );
  }
  return (
    <Page chrome={chrome} current="team" heading={say.title} lead={say.summary(counts)}>
      <Stack gap="large">
        {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
        <Figures
          figures={[
            { value: counts.overdue + counts.inactive + counts["never-begun"], label: say.figures.help },
            { value: counts.soon, label: say.figures.soon },
            { value: counts.done, label: say.figures.done },
          ]}
        />
        <TeamChoice teams={teams} chosen={chosen.team} hasEveryone={hasEveryone} />
        {counts.people === 0 ? <EmptyState title={say.emptyTeam}>{say.emptyTeamText}</EmptyState> : null}
        <NudgeSentence formKey={key} refused={refused} withoutMail={withoutMail} />
        {lists.map((one) => (
          <TodaySection key={one.list} {...one} chosen={chosen} counts={counts} zone={zone} />
        ))}
        <Actions>
          <a href={addressWith(addresses.teamReport, { team: chosen.team })}>{say.report}</a>
          {assignTo ? <a href={assignTo}>{say.assign}</a> : null}
        </Actions>
        <p>
          <Soft>{say.sees}</Soft>
        </p>
      </Stack>
    </Page>
  );
}
