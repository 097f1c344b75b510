import { useActionData, useLoaderData } from "@remix-run/react";
import type { assignFrom } from "#app/assigning.server.ts";
import type { AssignmentDoor, loadAssigning } from "#app/assignment-pages.server.ts";
import { AssignForm } from "#app/components/assignments/assign-form.tsx";
import { PreviewTables } from "#app/components/assignments/preview.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { assignments as say } from "#app/messages/assignments.ts";
import { doorways } from "./door.ts";

/** The form to assign a course, and who would get it. */
export function AssignPage({ door }: { door: AssignmentDoor }) {
  const { chrome, choice, courses, first, key } = useLoaderData<typeof loadAssigning>();
  const answer = useActionData<typeof assignFrom>();
  const preview = answer && "preview" in answer ? answer.preview : undefined;
  const { current, list } = doorways[door];
  return (
    <Page
      chrome={chrome}
      current={current}
      heading={say.form.title}
      back={{ to: list, label: say.one.back }}
      width="reading"
    >
      {preview ? <PreviewTables preview={preview} /> : null}
      {courses.length === 0 ? (
        <Notice>{say.noCourses}</Notice>
      ) : (
        <AssignForm courses={courses} choice={choice} formKey={key} first={first} refused={answer} />
      )}
    </Page>
  );
}
