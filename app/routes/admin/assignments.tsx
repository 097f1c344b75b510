import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadAssignments } from "#app/assignment-pages.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AssignmentsTable } from "#app/components/assignments/assignments-table.tsx";
import { DoneNotice } from "#app/components/assignments/done-notice.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { pageHeaders } from "#app/http.ts";
import { assignments as say } from "#app/messages/assignments.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

/** Who is asked to complete what in the practice, and by when. */
export async function loader({ request }: LoaderFunctionArgs) {
  return data(await loadAssignments(request, "admin"));
}

export default function Assignments() {
  const { chrome, zone, notice, undo, assignments, next, isFirst, titles } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="assignments" heading={say.title} lead={say.lead}>
      <Stack>
        {notice ? <DoneNotice notice={notice} undoAt={undo && addresses.assignment(undo)} /> : null}
        <Actions>
          <ButtonLink to={addresses.assignmentNew}>{say.assign}</ButtonLink>
          <ButtonLink to={addresses.assignmentRules} kind="quiet">
            {say.rules}
          </ButtonLink>
        </Actions>
        {assignments.length === 0 ? (
          <EmptyState title={say.empty}>{say.emptyText}</EmptyState>
        ) : (
          <AssignmentsTable assignments={assignments} titles={titles} zone={zone} to={addresses.assignment} />
        )}
        <Pagination
          label={say.pages}
          newer={isFirst ? undefined : { to: addresses.assignments, label: say.newest }}
          older={next ? { to: `${addresses.assignments}?before=${next}`, label: say.older } : undefined}
        />
      </Stack>
    </Page>
  );
}
