import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { WritingForm } from "#app/components/writing/writing-form.tsx";
import { hasPlace, headingAt } from "#app/domain/bookmark.ts";
import type { Subject } from "#app/domain/private-text.ts";
import { findReadable } from "#app/domain/progress.ts";
import { neverCached, notFound, orNotFound, pageHeaders } from "#app/http.ts";
import { type Learning, requireLearningOnce } from "#app/learning.server.ts";
import { writing as say } from "#app/messages/writing.ts";
import { keepWriting, writingFor } from "#app/writing.server.ts";

export const handle = { title: say.page.note };
export const headers = pageHeaders;

/** A note at a heading of a lesson, which `at` names by its anchor; without it, on the lesson itself. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const learning = await requireLearningOnce(context, request, params.course);
  const { visitor, release } = learning;
  const { found, subject } = findSubject(learning, { lesson: params.lesson, address: request.url });
  const { lesson } = found.lesson;
  const shown = {
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    lesson: { title: lesson.title, to: addresses.lesson(release.courseId, lesson.id, subject.anchor) },
    heading: subject.anchor ? headingAt(lesson, subject.anchor) : null,
    writing: await writingFor(learning, subject),
  };
  return data(shown, { headers: neverCached });
}

/** Keeps what was typed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const learning = await requireLearningOnce(context, request, params.course);
  const { found, subject } = findSubject(learning, { lesson: params.lesson, address: request.url });
  const address = addresses.note(subject.courseId, subject.subjectId, subject.anchor);
  return keepWriting(request, learning, { subject, found, address });
}

export default function NotePage() {
  const { chrome, zone, lesson, heading, writing } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={say.page.note}
      kicker={lesson.title}
      lead={heading ? say.page.noteAt(heading) : say.page.noteOn}
      back={{ to: lesson.to, label: say.page.toLesson }}
      width="reading"
    >
      <Stack>
        <WritingForm writing={writing} zone={zone} refused={refused} />
      </Stack>
    </Page>
  );
}

function findSubject(
  { progress, release }: Learning,
  { lesson: lessonId, address }: { lesson: string | undefined; address: string },
) {
  const found = orNotFound(findReadable(progress, orNotFound(lessonId)));
  const anchor = new URL(address).searchParams.get("at") ?? "";
  if (!hasPlace(found.lesson.lesson, anchor)) throw notFound();
  const subject: Subject = { kind: "note", courseId: release.courseId, subjectId: found.lesson.lesson.id, anchor };
  return { found, subject };
}
