import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { toFill } from "#app/components/learn/filling.ts";
import { LessonEnd } from "#app/components/learn/lesson-end.tsx";
import { LessonOpening } from "#app/components/learn/lesson-opening.tsx";
import { moduleMenu } from "#app/components/learn/module-menu.ts";
import { ModuleOpening } from "#app/components/learn/module-opening.tsx";
import { addressOf } from "#app/components/learn/next-step.ts";
import { openingOf } from "#app/components/learn/rendered-openings.server.ts";
import { vignettesOf } from "#app/components/learn/vignettes-of.ts";
import { LessonBody } from "#app/components/prose/lesson-body.tsx";
import { PlaceRow } from "#app/components/prose/place-row.tsx";
import { renderedAnswer, renderedLesson } from "#app/components/prose/rendered.server.ts";
import { LessonLayout } from "#app/components/ui/lesson-layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dropBookmark, keepBookmark } from "#app/domain/bookmark.ts";
import { answerCheck } from "#app/domain/check.ts";
import { aboutTextForLearner } from "#app/domain/lesson/about.ts";
import { lessonForLearner } from "#app/domain/lesson/view.ts";
import { markRead, savePlace } from "#app/domain/lesson.ts";
import { nextStepIn, outlineForLearner } from "#app/domain/progress/outline.ts";
import { findReadable } from "#app/domain/progress.ts";
import { conditional, neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { fillingFor, requireLearningOnce, stateOf } from "#app/learning.server.ts";
import { learn } from "#app/messages/learn.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { useShown } from "#app/shown.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Lesson" };
export const headers = pageHeaders;

/** A lesson with its checks, in its module. At most four queries, session and release among them. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const learning = await requireLearningOnce(context, request, params.course);
  const { visitor, release, progress } = learning;
  const found = orNotFound(findReadable(progress, orNotFound(params.lesson)));
  const at = { practice: visitor.practice, now: now() };
  const about = aboutTextForLearner(release.course, { module: found.module.module, lesson: found.lesson.lesson }, at);
  const held = conditional({ request, parts: [...stateOf(learning), about.overdue] });
  if (held.status === 304) return data(null, held);
  const { module } = found.module;
  const isFirst = module.lessons[0]?.id === found.lesson.lesson.id;
  const shown = {
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    language: release.course.language,
    outline: outlineForLearner(release.course, progress),
    lesson: lessonForLearner({ ...found, kept: progress.kept }),
    opening: isFirst ? openingOf(release, module) : null,
    body: renderedLesson(release, found.lesson.lesson, visitor),
    about,
    filling: fillingFor(learning),
  };
  return data(shown, held);
}

const place = z.string().regex(/^\d{1,3}$/, learn.lesson.checkFaulty);
const form = z.object({
  intent: z.enum(["check", "read", "place", "bookmark"]),
  check: place.optional(),
  choice: z.array(place).max(20).default([]),
  reading: z.coerce.number().int().min(1).max(100_000).optional(),
  anchor: z.string().max(200).default(""),
  keep: z.string().max(200).optional(),
  drop: z.string().max(200).optional(),
});

/** Marks the lesson read, keeps the place or a bookmark, or answers one of its checks, of which nothing is kept. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { enrolment, release, progress } = await requireLearningOnce(context, request, params.course);
  const acting = { enrolment, release, now: now() };
  const lessonId = orNotFound(params.lesson);
  const found = orNotFound(findReadable(progress, lessonId));
  const { lesson } = found.lesson;
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { intent, check, choice, reading = 1, anchor, keep, drop } = read.values;

  if (intent === "place") {
    orNotFound(await savePlace(db, { ...acting, lessonId, anchor: anchor === "" ? null : anchor }));
    return redirect(addresses.lesson(release.courseId, lessonId), { status: 303, headers: neverCached });
  }
  if (intent === "read") {
    const marked = orNotFound(await markRead(db, { ...acting, lessonId, ordinal: reading, url: settings().url }));
    const to = addressOf(release.courseId, nextStepIn(release.course, progress, marked.next));
    return redirect(to, { status: 303, headers: neverCached });
  }
  if (intent === "bookmark") {
    if (keep !== undefined) orNotFound(await keepBookmark(db, { ...acting, found, anchor: keep }));
    const { personId } = enrolment;
    if (drop !== undefined) await dropBookmark(db, { personId, courseId: release.courseId, lessonId, anchor: drop });
    const to = addresses.lesson(release.courseId, lessonId, keep ?? drop);
    return redirect(to, { status: 303, headers: neverCached });
  }
  const answer = answerCheck(lesson, { place: Number(check), chosen: choice.map(Number) });
  if (!answer) return refuse({ errors: { form: learn.lesson.checkFaulty }, typed: {} });
  return data({ answered: renderedAnswer(release, answer) }, { headers: neverCached });
}

export default function LessonPage() {
  const { chrome, zone, language, outline, lesson, opening, body, about, filling } = useShown<typeof loader>();
  const acted = useActionData<typeof action>();
  const answered = acted && "answered" in acted ? acted.answered : undefined;
  const errors = acted && "errors" in acted ? acted.errors : undefined;
  const { module } = lesson;
  const { id: lessonId, bookmarks, notes } = lesson;
  const kept = { courseId: outline.courseId, lessonId, bookmarks, notes };
  return (
    <Page chrome={chrome} current="learn">
      <LessonLayout
        module={{
          kicker: learn.module.kicker(module.number),
          title: module.title,
          to: `${addresses.outline(outline.courseId)}#module-${module.id}`,
        }}
        outline={moduleMenu({ outline, moduleId: module.id, here: lesson.id })}
        language={language}
      >
        <LessonOpening lesson={lesson} />
        <PlaceRow kept={kept} anchor="" heading={null} />
        {opening ? <ModuleOpening opening={opening} fill={toFill(filling)} isOpen={lesson.state === "unread"} /> : null}
        <div data-place>
          <LessonBody
            lesson={body}
            fill={toFill(filling)}
            answered={answered}
            kept={kept}
            toolAddress={(id) => addresses.tool(outline.courseId, id)}
            vignettes={vignettesOf({ courseId: outline.courseId, finished: lesson.finished, zone })}
          />
        </div>
        <LessonEnd lesson={lesson} outline={outline} about={about} zone={zone} errors={errors} />
      </LessonLayout>
    </Page>
  );
}
