import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { assignFrom } from "#app/assigning.server.ts";
import { loadAssigning, requireAssigning } from "#app/assignment-pages.server.ts";
import { pageHeaders } from "#app/http.ts";
import { assignments as say } from "#app/messages/assignments.ts";
import { AssignPage } from "#app/routes/assigning/assign-page.tsx";
import { doorways } from "#app/routes/assigning/door.ts";

export const handle = { title: say.form.title };
export const headers = pageHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  return data(await loadAssigning(request, "team"));
}

/** Assigns a course, or shows who would get it. */
export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requireAssigning(request, "team");
  return assignFrom(request, { visitor, back: doorways.team.list });
}

export default function Assign() {
  return <AssignPage door="team" />;
}
