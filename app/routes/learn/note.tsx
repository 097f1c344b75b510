import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { WritingForm } from "#app/components/writing/writing-form.tsx";
import { headingAt } from "#app/domain/bookmark.ts";
import { neverCached, pageHeaders } from "#app/http.ts";
import { requireLearningOnce } from "#app/learning.server.ts";
import { writing as say } from "#app/messages/writing.ts";
import { answerWriting, noteIn, writingFor } from "#app/writing.server.ts";

export const handle = { title: say.page.note };
export const headers = pageHeaders;

/** A note at a heading of a lesson, which `at` names by its anchor; without it, on the lesson itself. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const learning = await requireLearningOnce(context, request, params.course);
  const { visitor, release } = learning;
  const about = noteIn(learning, { lesson: params.lesson, anchor: anchorOf(request) });
  const { subject, found } = about;
  const { lesson } = found.lesson;
  const shown = {
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    lesson: { title: lesson.title, to: addresses.lesson(release.courseId, lesson.id, subject.anchor) },
    heading: subject.anchor ? headingAt(lesson, subject.anchor) : null,
    writing: await writingFor(learning, about),
  };
  return data(shown, { headers: neverCached });
}

/** Keeps what was typed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const learning = await requireLearningOnce(context, request, params.course);
  const about = noteIn(learning, { lesson: params.lesson, anchor: anchorOf(request) });
  return answerWriting(request, learning, about);
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

function anchorOf(request: Request): string | null {
  return new URL(request.url).searchParams.get("at");
}
