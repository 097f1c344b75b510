import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { PreviewBanner } from "#app/components/author/preview-banner.tsx";
import { toPreviewFill } from "#app/components/author/preview-fill.ts";
import { renderedText, renderedVignette } from "#app/components/prose/rendered-vignette.server.ts";
import { VignetteSection } from "#app/components/prose/vignette-section.tsx";
import { VignetteTextSection } from "#app/components/prose/vignette-text.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import type { Release } from "#app/domain/course.ts";
import { nothingDone } from "#app/domain/progress/evidence.ts";
import { findVignetteOf, progressIn } from "#app/domain/progress.ts";
import { beginVignette, goOn, textForLearner } from "#app/domain/vignette.ts";
import { neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { author } from "#app/messages/author.ts";
import { vignettes as words } from "#app/messages/vignettes.ts";
import { requirePreview } from "#app/preview.server.ts";
import { choiceField, pathField } from "#app/vignette-fields.ts";

export const handle = { title: author.preview.banner };
export const headers = pageHeaders;

/** A case of the working copy as a learner would go through it. Nothing is kept. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { visitor, release, lesson, vignette } = await requirePreviewVignette(request, params);
  const { name, contact } = visitor.practice;
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    lesson: { id: lesson.lesson.id, title: lesson.lesson.title },
    beginning: renderedVignette(release, vignette, beginVignette(vignette)),
    practice: { name, contact },
  });
}

const form = z.object({ intent: z.enum(["choose", "show", "text"]), path: pathField, choice: choiceField });

/** Goes on in the case. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { release, vignette } = await requirePreviewVignette(request, params);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { intent, path, choice = null } = read.values;
  if (intent === "text")
    return data({ text: renderedText(release, textForLearner(vignette)) }, { headers: neverCached });
  const gone = goOn(vignette, { path, choice: intent === "show" ? null : choice });
  return data({ standing: renderedVignette(release, vignette, gone.standing) }, { headers: neverCached });
}

export default function PreviewVignettePage() {
  const { chrome, courseId, lesson, beginning, practice } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const shared = {
    to: addresses.previewVignette(courseId, beginning.id),
    fill: toPreviewFill({ practice, courseId }),
  };
  return (
    <Page
      chrome={chrome}
      current="author"
      heading={words.entry(beginning.title)}
      back={{ to: addresses.previewLesson(courseId, lesson.id), label: lesson.title }}
      width="reading"
    >
      <Stack>
        <PreviewBanner />
        {acted && "text" in acted ? (
          <VignetteTextSection vignette={beginning} text={acted.text} counts={false} {...shared} />
        ) : (
          <VignetteSection vignette={acted && "standing" in acted ? acted.standing : beginning} {...shared} />
        )}
      </Stack>
    </Page>
  );
}

async function requirePreviewVignette(request: Request, params: { course?: string; vignette?: string }) {
  const preview = await requirePreview(request, params.course);
  const release: Release = orNotFound("release" in preview ? preview.release : undefined);
  const progress = progressIn({ course: release.course, evidence: nothingDone() });
  const { lesson, vignette } = orNotFound(findVignetteOf(progress, orNotFound(params.vignette)));
  return { visitor: preview.visitor, release, lesson, vignette: vignette.vignette };
}
