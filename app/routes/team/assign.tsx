import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { assignFrom } from "#app/assigning.server.ts";
import { loadAssigning, requireAssigning } from "#app/assignment-pages.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AssignForm } from "#app/components/assignments/assign-form.tsx";
import { PreviewTables } from "#app/components/assignments/preview.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { pageHeaders } from "#app/http.ts";
import { assignments as say } from "#app/messages/assignments.ts";

export const handle = { title: say.form.title };
export const headers = pageHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  return data(await loadAssigning(request, "team"));
}

/** Assigns a course, or shows who would get it. */
export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requireAssigning(request, "team");
  return assignFrom(request, { visitor, back: addresses.teamAssignments });
}

export default function Assign() {
  const { chrome, choice, courses, first, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const preview = answer && "preview" in answer ? answer.preview : undefined;
  return (
    <Page
      chrome={chrome}
      current="team-assignments"
      heading={say.form.title}
      back={{ to: addresses.teamAssignments, label: say.one.back }}
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
