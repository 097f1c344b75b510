import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeFrom } from "#app/assigning.server.ts";
import { loadAssignment, requireAssigning } from "#app/assignment-pages.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AssignmentSheet } from "#app/components/assignments/assignment-sheet.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { assignments as say } from "#app/messages/assignments.ts";

export const handle = { title: say.one.title };
export const headers = pageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  return data(await loadAssignment(request, "team", orNotFound(params.assignment)));
}

/** Changes the due date, or ends the assignment. */
export async function action({ request, params }: ActionFunctionArgs) {
  const visitor = await requireAssigning(request, "team");
  const assignmentId = orNotFound(params.assignment);
  return changeFrom(request, { visitor, assignmentId, back: addresses.teamAssignment(assignmentId) });
}

export default function AssignmentPage() {
  const { chrome, zone, notice, assignment, title, people, pages } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="team-assignments"
      heading={title}
      back={{ to: addresses.teamAssignments, label: say.one.back }}
      width="reading"
    >
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <AssignmentSheet
        assignment={assignment}
        people={people}
        pages={pages}
        zone={zone}
        personTo={(person) => addresses.teamAssignedPerson(person, assignment.courseId)}
        refused={refused}
      />
    </Page>
  );
}
