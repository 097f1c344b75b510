import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { loadPerson, requireAssigning } from "#app/assignment-pages.server.ts";
import { concedeFrom } from "#app/conceding.server.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { assignments as say } from "#app/messages/assignments.ts";
import { AssignedPersonPage } from "#app/routes/assigning/assigned-person-page.tsx";
import { doorways } from "#app/routes/assigning/door.ts";

export const handle = { title: say.person.title };
export const headers = pageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const of = { personId: orNotFound(params.person), courseId: orNotFound(params.course) };
  return data(await loadPerson(request, "team", of));
}

/** Gives one person more time in one course, or excuses them; or lifts that again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const visitor = await requireAssigning(request, "team");
  const of = { personId: orNotFound(params.person), courseId: orNotFound(params.course) };
  return concedeFrom(request, { visitor, ...of, back: doorways.team.person(of.personId, of.courseId) });
}

export default function AssignedPerson() {
  return <AssignedPersonPage door="team" />;
}
