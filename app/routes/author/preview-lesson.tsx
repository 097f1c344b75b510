import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { PreviewBanner } from "#app/components/author/preview-banner.tsx";
import { toPreviewFill } from "#app/components/author/preview-fill.ts";
import { LessonOpening } from "#app/components/learn/lesson-opening.tsx";
import { LessonSummary } from "#app/components/learn/lesson-summary.tsx";
import { LessonBody } from "#app/components/prose/lesson-body.tsx";
import { renderedAnswer, renderedLesson } from "#app/components/prose/rendered.server.ts";
import { LessonLayout } from "#app/components/ui/lesson-layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { answerCheck } from "#app/domain/check.ts";
import type { Release } from "#app/domain/course.ts";
import { lessonForLearner } from "#app/domain/lesson/view.ts";
import { nothingDone } from "#app/domain/progress/evidence.ts";
import { findLessonOf, progressIn } from "#app/domain/progress.ts";
import { neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { author } from "#app/messages/author.ts";
import { learn } from "#app/messages/learn.ts";
import { requirePreview } from "#app/preview.server.ts";

export const handle = { title: author.preview.banner };
export const headers = pageHeaders;

/** A lesson of the working copy as a learner would see it, with its checks. Nothing is kept. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { visitor, release, module, lesson } = await requirePreviewLesson(request, params);
  const { name, contact } = visitor.practice;
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    language: release.course.language,
    lesson: lessonForLearner({ module, lesson }),
    lessons: module.lessons.map(({ lesson: { id, title } }) => ({ id, title })),
    body: renderedLesson(release, lesson.lesson),
    practice: { name, contact },
  });
}

const place = z.string().regex(/^\d{1,3}$/, learn.lesson.checkFaulty);
const form = z.object({ intent: z.literal("check"), check: place, choice: z.array(place).max(20).default([]) });

/** Answers a check; a preview has no other act. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { release, lesson } = await requirePreviewLesson(request, params);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { check, choice } = read.values;
  const answer = orNotFound(answerCheck(lesson.lesson, { place: Number(check), chosen: choice.map(Number) }));
  return data({ answered: renderedAnswer(release, answer) }, { headers: neverCached });
}

export default function PreviewLessonPage() {
  const { chrome, courseId, language, lesson, lessons, body, practice } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  return (
    <Page chrome={chrome} current="author" back={{ to: addresses.preview(courseId), label: author.preview.overview }}>
      <PreviewBanner />
      <LessonLayout
        module={{
          kicker: learn.module.kicker(lesson.module.number),
          title: lesson.module.title,
          to: addresses.preview(courseId),
        }}
        outline={lessons.map(({ id, title }) => {
          const state = id === lesson.id ? "here" : "open";
          return { key: id, label: title, state, to: addresses.previewLesson(courseId, id) };
        })}
        language={language}
      >
        <LessonOpening lesson={lesson} />
        <LessonBody
          lesson={body}
          fill={toPreviewFill({ practice, courseId })}
          answered={acted && "answered" in acted ? acted.answered : undefined}
          toolAddress={(id) => addresses.previewTool(courseId, id)}
          vignettes={{ address: (id) => addresses.previewVignette(courseId, id) }}
        />
        <LessonSummary summary={lesson.summary} />
      </LessonLayout>
    </Page>
  );
}

async function requirePreviewLesson(request: Request, params: { course?: string; lesson?: string }) {
  const preview = await requirePreview(request, params.course);
  const release: Release = orNotFound("release" in preview ? preview.release : undefined);
  const progress = progressIn({ course: release.course, evidence: nothingDone() });
  const found = orNotFound(findLessonOf(progress, orNotFound(params.lesson)));
  return { visitor: preview.visitor, release, ...found };
}
