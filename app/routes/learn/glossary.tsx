import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { toFill } from "#app/components/learn/filling.ts";
import { GlossaryList } from "#app/components/learn/glossary-list.tsx";
import { renderedLine } from "#app/components/prose/rendered.server.ts";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { readableGlossary } from "#app/domain/glossary.ts";
import { readableLessons } from "#app/domain/progress.ts";
import { pageHeaders } from "#app/http.ts";
import { fillingFor, requireLearning } from "#app/learning.server.ts";
import { learn } from "#app/messages/learn.ts";

export const handle = { title: "Glossary" };
export const headers = pageHeaders;

const words = learn.glossary;

/** The course's terms, without those that only locked lessons use. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const learning = await requireLearning(request, params.course);
  const { visitor, release, progress } = learning;
  const terms = readableGlossary(release.course, readableLessons(progress));
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    title: release.course.title,
    terms: terms.map(({ definition, ...term }) => {
      return { ...term, pieces: renderedLine(release, `glossary/${term.anchor}`, definition) };
    }),
    filling: fillingFor(learning),
  });
}

export default function GlossaryPage() {
  const { chrome, courseId, title, terms, filling } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={words.heading}
      back={{ to: addresses.outline(courseId), label: title }}
      width="reading"
    >
      {terms.length === 0 ? <EmptyState title={words.empty}>{words.emptyText}</EmptyState> : null}
      <GlossaryList terms={terms} fill={toFill(filling)} addressOf={(lesson) => addresses.lesson(courseId, lesson)} />
    </Page>
  );
}
