import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { FaultTable } from "#app/components/author/fault-table.tsx";
import { PreviewBanner } from "#app/components/author/preview-banner.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Path } from "#app/components/ui/path.tsx";
import { countDrawn } from "#app/domain/quiz.ts";
import { pageHeaders } from "#app/http.ts";
import { author } from "#app/messages/author.ts";
import { learn } from "#app/messages/learn.ts";
import { requirePreview } from "#app/preview.server.ts";

export const handle = { title: author.preview.banner };
export const headers = pageHeaders;

const words = author.preview;

/** The working copy of a course: its modules and lessons, or its faults. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const preview = await requirePreview(request, params.course);
  const chrome = chromeOf(preview.visitor);
  if ("faults" in preview)
    return data({
      chrome,
      title: preview.folder,
      faults: preview.faults,
      modules: [],
      courseId: "",
      hasResources: false,
    });
  const { release } = preview;
  const modules = release.course.modules.map(({ id, title, lessons, quiz }) => ({
    id,
    title,
    lessons: lessons.map(({ id, title, minutes, words, checks }) => ({
      id,
      title,
      minutes,
      words,
      checks: checks.length,
    })),
    quiz: quiz && { items: quiz.items.length, drawn: countDrawn(quiz) },
  }));
  const { title, resources } = release.course;
  return data({ chrome, title, faults: [], modules, courseId: release.courseId, hasResources: resources !== null });
}

export default function PreviewPage() {
  const { chrome, title, faults, modules, courseId, hasResources } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="author" heading={title} back={{ to: addresses.courses, label: words.back }}>
      <Stack gap="large">
        <PreviewBanner />
        {faults.length > 0 ? (
          <Stack>
            <Notice kind="attention">{words.faults}</Notice>
            <FaultTable faults={faults} />
          </Stack>
        ) : null}
        {hasResources ? (
          <p>
            <a href={addresses.previewResources(courseId)}>{learn.resources.link}</a>
          </p>
        ) : null}
        {modules.map((module, at) => (
          <Section key={module.id} heading={`${at + 1}. ${module.title}`}>
            <Path
              label={module.title}
              numbered={false}
              steps={module.lessons.map((lesson) => ({
                key: lesson.id,
                state: "open",
                title: lesson.title,
                to: addresses.previewLesson(courseId, lesson.id),
                detail: `${learn.minutes(lesson.minutes)} · ${words.words(lesson.words, lesson.checks)}`,
              }))}
            />
            {module.quiz ? <p>{words.quiz(module.quiz.items, module.quiz.drawn)}</p> : null}
          </Section>
        ))}
      </Stack>
    </Page>
  );
}
