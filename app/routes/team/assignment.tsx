import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { changeFrom } from "#app/assigning.server.ts";
import { loadAssignment, requireAssigning } from "#app/assignment-pages.server.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { assignments as say } from "#app/messages/assignments.ts";
import { AssignmentPage } from "#app/routes/assigning/assignment-page.tsx";
import { doorways } from "#app/routes/assigning/door.ts";

export const handle = { title: say.one.title };
export const headers = pageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  return data(await loadAssignment(request, "team", orNotFound(params.assignment)));
}

/** Changes the due date, or ends the assignment. */
export async function action({ request, params }: ActionFunctionArgs) {
  const visitor = await requireAssigning(request, "team");
  const assignmentId = orNotFound(params.assignment);
  return changeFrom(request, { visitor, assignmentId, back: doorways.team.assignment(assignmentId) });
}

export default function Assignment() {
  return <AssignmentPage door="team" />;
}
