import { useActionData, useLoaderData } from "@remix-run/react";
import type { changeFrom } from "#app/assigning.server.ts";
import type { AssignmentDoor, loadAssignment } from "#app/assignment-pages.server.ts";
import { AssignmentSheet } from "#app/components/assignments/assignment-sheet.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { assignments as say } from "#app/messages/assignments.ts";
import { doorways } from "./door.ts";

/** One assignment with whom it has reached. */
export function AssignmentPage({ door }: { door: AssignmentDoor }) {
  const { chrome, zone, notice, assignment, title, people, pages } = useLoaderData<typeof loadAssignment>();
  const refused = useActionData<typeof changeFrom>();
  const { current, list, person } = doorways[door];
  return (
    <Page chrome={chrome} current={current} heading={title} back={{ to: list, label: say.one.back }} width="reading">
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <AssignmentSheet
        assignment={assignment}
        people={people}
        pages={pages}
        zone={zone}
        personTo={(personId) => person(personId, assignment.courseId)}
        refused={refused}
      />
    </Page>
  );
}
