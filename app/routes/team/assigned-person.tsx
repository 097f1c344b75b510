import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { loadPerson, requireAssigning } from "#app/assignment-pages.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ConcessionForm, ConcessionList } from "#app/components/assignments/concessions.tsx";
import { ReasonList } from "#app/components/standing/reasons.tsx";
import { StatusMark } from "#app/components/standing/status.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { concedeFrom } from "#app/conceding.server.ts";
import type { ConcessionKind } from "#app/domain/assignment/concession.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { assignments as say } from "#app/messages/assignments.ts";

export const handle = { title: say.person.title };
export const headers = pageHeaders;

const kinds: ConcessionKind[] = ["extension", "excusal"];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const of = { personId: orNotFound(params.person), courseId: orNotFound(params.course) };
  return data(await loadPerson(request, "team", of));
}

/** Gives one person more time in one course, or excuses them; or lifts that again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const visitor = await requireAssigning(request, "team");
  const of = { personId: orNotFound(params.person), courseId: orNotFound(params.course) };
  return concedeFrom(request, { visitor, ...of, back: addresses.teamAssignedPerson(of.personId, of.courseId) });
}

export default function AssignedPerson() {
  const { chrome, zone, notice, person, title, status, isAsked, reasons, concessions, key } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="team-assignments"
      heading={person.name}
      lead={title}
      back={{ to: addresses.teamAssignments, label: say.one.back }}
      width="reading"
    >
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <Stack gap="large">
        <p>
          <StatusMark status={status} />
        </p>
        <Section heading={say.person.why}>
          <ReasonList reasons={reasons} told={{ self: false, name: person.name }} zone={zone} />
        </Section>
        <ConcessionList concessions={concessions} liftable={kinds} zone={zone} />
        {isAsked ? <ConcessionForm heading={say.person.letOff} kinds={kinds} formKey={key} refused={refused} /> : null}
      </Stack>
    </Page>
  );
}
