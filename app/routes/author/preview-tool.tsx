import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { PreviewBanner } from "#app/components/author/preview-banner.tsx";
import { toPreviewFill } from "#app/components/author/preview-fill.ts";
import { renderedTool } from "#app/components/prose/rendered-tool.server.ts";
import { ToolSheet } from "#app/components/prose/tool-sheet.tsx";
import { Page } from "#app/components/ui/page.tsx";
import type { Release } from "#app/domain/course.ts";
import { nothingDone } from "#app/domain/progress/evidence.ts";
import { findToolOf, progressIn } from "#app/domain/progress.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { author } from "#app/messages/author.ts";
import { tools as words } from "#app/messages/tools.ts";
import { requirePreview } from "#app/preview.server.ts";

export const handle = { title: author.preview.banner };
export const headers = pageHeaders;

/** A practice tool of the working copy as a learner would see it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const preview = await requirePreview(request, params.course);
  const release: Release = orNotFound("release" in preview ? preview.release : undefined);
  const progress = progressIn({ course: release.course, evidence: nothingDone() });
  const { lesson, tool } = orNotFound(findToolOf(progress, orNotFound(params.tool)));
  const { name, contact } = preview.visitor.practice;
  return data({
    chrome: chromeOf(preview.visitor),
    courseId: release.courseId,
    language: release.course.language,
    lesson: { id: lesson.lesson.id, title: lesson.lesson.title },
    sheet: renderedTool(release, tool),
    practice: { name, contact },
  });
}

export default function PreviewToolPage() {
  const { chrome, courseId, language, lesson, sheet, practice } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="author"
      kicker={words.kicker}
      heading={sheet.title}
      back={{ to: addresses.previewLesson(courseId, lesson.id), label: lesson.title }}
      width="reading"
    >
      <PreviewBanner />
      <ToolSheet sheet={sheet} language={language} fill={toPreviewFill({ practice, courseId })} />
    </Page>
  );
}
