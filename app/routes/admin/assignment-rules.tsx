import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { loadRules, requireAssigning } from "#app/assignment-pages.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { circleInWords } from "#app/components/assignments/assignments-table.tsx";
import { dayInWords } from "#app/components/requests/request-sheet.tsx";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { applyAssignments } from "#app/domain/assignment/reach.ts";
import { neverCached, notFound, pageHeaders, readForm } from "#app/http.ts";
import { assignments as say } from "#app/messages/assignments.ts";
import { dueInWords } from "#app/messages/standing.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.rules };
export const headers = pageHeaders;

const words = say.rulesPage;

/** What is asked of whole teams, and what applying it now would change. */
export async function loader({ request }: LoaderFunctionArgs) {
  return data(await loadRules(request));
}

const applying = z.object({ intent: z.literal("apply") });

export async function action({ request }: ActionFunctionArgs) {
  await requireAssigning(request, "admin");
  const read = await readForm(request, applying);
  if ("errors" in read) throw notFound();
  await applyAssignments(db, { now: now() });
  return redirect(`${addresses.assignmentRules}?done=applied`, { status: 303, headers: neverCached });
}

export default function Rules() {
  const { chrome, notice, rules, titles } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="assignments"
      heading={words.title}
      lead={words.lead}
      back={{ to: addresses.assignments, label: say.one.back }}
    >
      <Stack>
        {notice ? <Notice kind="done">{notice}</Notice> : null}
        {rules.length === 0 ? (
          <EmptyState title={words.empty}>{words.emptyText}</EmptyState>
        ) : (
          <DataTable
            caption={words.title}
            quietCaption
            rows={rules}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "course",
                label: say.course,
                names: true,
                cell: ({ id, courseId }) => <a href={addresses.assignment(id)}>{titles[courseId] ?? say.courseGone}</a>,
              },
              { key: "to", label: say.to, cell: circleInWords },
              { key: "due", label: say.due, cell: ({ due }) => dueInWords(due, dayInWords) },
              { key: "people", label: say.people, align: "end", cell: ({ people }) => people },
              { key: "would", label: words.would, cell: wouldInWords },
            ]}
          />
        )}
        <Actions>
          <ButtonLink to={addresses.assignmentNew}>{say.assign}</ButtonLink>
          {rules.some(({ begun, ended }) => begun + ended > 0) ? (
            <Form intent="apply">
              <Button kind="quiet">{words.apply}</Button>
            </Form>
          ) : null}
        </Actions>
      </Stack>
    </Page>
  );
}

function wouldInWords({ begun, ended }: { begun: number; ended: number }): string {
  const parts = [begun > 0 ? words.begun(begun) : "", ended > 0 ? words.over(ended) : ""].filter(Boolean);
  return parts.length > 0 ? parts.join("; ") : words.nothing;
}
