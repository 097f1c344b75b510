import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { toFill } from "#app/components/learn/filling.ts";
import { Prose } from "#app/components/prose/prose.tsx";
import { reflectionId } from "#app/components/prose/reflection-prompt.tsx";
import { renderedBlocks } from "#app/components/prose/rendered.server.ts";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { WritingForm } from "#app/components/writing/writing-form.tsx";
import { neverCached, pageHeaders } from "#app/http.ts";
import { fillingFor, requireLearningOnce } from "#app/learning.server.ts";
import { writing as say } from "#app/messages/writing.ts";
import { answerWriting, reflectionIn, writingFor } from "#app/writing.server.ts";

export const handle = { title: say.page.reflection };
export const headers = pageHeaders;

/** A prompt with what its learner wrote on it: a page of its own, never kept by the browser. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const learning = await requireLearningOnce(context, request, params.course);
  const { visitor, release } = learning;
  const about = reflectionIn(learning, params.prompt);
  const { lesson } = about.found;
  const place = lesson.lesson.reflections.findIndex(({ id }) => id === about.subject.subjectId);
  const nodes = lesson.lesson.reflections[place]?.prompt ?? [];
  const shown = {
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    language: release.course.language,
    lesson: {
      title: lesson.lesson.title,
      to: addresses.lesson(release.courseId, lesson.lesson.id, reflectionId(place)),
    },
    prompt: renderedBlocks(release, `${about.subject.subjectId}/prompt`, [{ kind: "static", nodes }]),
    filling: fillingFor(learning),
    writing: await writingFor(learning, about),
  };
  return data(shown, { headers: neverCached });
}

/** Keeps what was typed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const learning = await requireLearningOnce(context, request, params.course);
  return answerWriting(request, learning, reflectionIn(learning, params.prompt));
}

export default function ReflectionPage() {
  const { chrome, zone, language, lesson, prompt, filling, writing } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={say.page.reflection}
      kicker={lesson.title}
      back={{ to: lesson.to, label: say.page.toLesson }}
      width="reading"
    >
      <Stack>
        <div lang={language}>
          <Prose pieces={prompt} fill={toFill(filling)} />
        </div>
        <WritingForm writing={writing} zone={zone} refused={refused} />
      </Stack>
    </Page>
  );
}
