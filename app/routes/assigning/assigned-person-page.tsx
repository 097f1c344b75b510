import { useActionData, useLoaderData } from "@remix-run/react";
import type { AssignmentDoor, loadPerson } from "#app/assignment-pages.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ConcessionForm, ConcessionList } from "#app/components/assignments/concessions.tsx";
import { ReasonList } from "#app/components/standing/reasons.tsx";
import { StatusMark } from "#app/components/standing/status.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import type { concedeFrom } from "#app/conceding.server.ts";
import { assignments as say } from "#app/messages/assignments.ts";
import { pageAbout } from "#app/messages/page-about.ts";
import { doorways } from "./door.ts";

/** One person in one course, with what they were granted and may be. */
export function AssignedPersonPage({ door }: { door: AssignmentDoor }) {
  const { chrome, zone, notice, person, title, status, isAsked, reasons, concessions, key } =
    useLoaderData<typeof loadPerson>();
  const refused = useActionData<typeof concedeFrom>();
  const { current, list, kinds } = doorways[door];
  return (
    <Page
      chrome={chrome}
      current={current}
      heading={person.name}
      lead={title}
      back={{ to: list, label: say.one.back }}
      width="reading"
    >
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <Stack gap="large">
        <p>
          <StatusMark status={status} />
        </p>
        <p>
          <a href={addresses.pageAbout(person.id)}>{pageAbout.open}</a>
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
