import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { toFill } from "#app/components/learn/filling.ts";
import { renderedTool } from "#app/components/prose/rendered-tool.server.ts";
import { ToolSheet } from "#app/components/prose/tool-sheet.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findTool } from "#app/domain/progress.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { fillingFor, requireLearning } from "#app/learning.server.ts";
import { tools as words } from "#app/messages/tools.ts";

export const handle = { title: words.kicker };
export const headers = pageHeaders;

/** A practice tool's sheet, in a module that is open. It takes nothing: there is no action. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const learning = await requireLearning(request, params.course);
  const { visitor, release, progress } = learning;
  const { lesson, tool } = orNotFound(findTool(progress, orNotFound(params.tool)));
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    language: release.course.language,
    lesson: { id: lesson.lesson.id, title: lesson.lesson.title },
    sheet: renderedTool(release, tool),
    filling: fillingFor(learning),
  });
}

export default function ToolPage() {
  const { chrome, courseId, language, lesson, sheet, filling } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="learn"
      kicker={words.kicker}
      heading={sheet.title}
      back={{ to: addresses.lesson(courseId, lesson.id), label: lesson.title }}
      width="reading"
    >
      <ToolSheet sheet={sheet} language={language} fill={toFill(filling)} />
    </Page>
  );
}
