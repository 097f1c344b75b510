import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { toFill } from "#app/components/learn/filling.ts";
import { moduleMenu } from "#app/components/learn/module-menu.ts";
import { addressOf } from "#app/components/learn/next-step.ts";
import { vignettesOf } from "#app/components/learn/vignettes-of.ts";
import { renderedText, renderedVignette } from "#app/components/prose/rendered-vignette.server.ts";
import { VignetteSection } from "#app/components/prose/vignette-section.tsx";
import { VignetteTextSection } from "#app/components/prose/vignette-text.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { LessonFoot, LessonHead, LessonLayout } from "#app/components/ui/lesson-layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { nextStepIn, outlineForLearner } from "#app/domain/progress/outline.ts";
import { findVignette, nextAfter } from "#app/domain/progress.ts";
import { finishVignette } from "#app/domain/vignette/finish.ts";
import { beginVignette, chooseOption, goOn, textForLearner } from "#app/domain/vignette.ts";
import { type FormErrors, neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { fillingFor, forgetLearning, requireLearningOnce } from "#app/learning.server.ts";
import { learn } from "#app/messages/learn.ts";
import { vignettes as words } from "#app/messages/vignettes.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { choiceField, pathField } from "#app/vignette-fields.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Vignette" };
export const headers = pageHeaders;

/** A vignette at its beginning, in its lesson's module. At most four queries, session and release among them. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const learning = await requireLearningOnce(context, request, params.course);
  const { visitor, release, progress } = learning;
  const { module, lesson, vignette } = orNotFound(findVignette(progress, orNotFound(params.vignette)));
  return data({
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    language: release.course.language,
    outline: outlineForLearner(release.course, progress),
    module: { id: module.module.id, number: module.number, title: module.module.title },
    lesson: { id: lesson.lesson.id, title: lesson.lesson.title },
    finishedAt: vignette.finishedAt,
    onward: addressOf(release.courseId, nextStepIn(release.course, progress, nextAfter(progress, lesson.lesson.id))),
    beginning: renderedVignette(release, vignette.vignette, beginVignette(vignette.vignette)),
    filling: fillingFor(learning),
  });
}

const form = z.object({
  intent: z.enum(["choose", "show", "text", "read"]),
  path: pathField,
  choice: choiceField,
});

/**
 * Goes on in a vignette: takes a choice, shows another place on the way, the whole as text, or keeps that it was read.
 * Nothing of the way is kept but in the form that comes back.
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { enrolment, release, progress } = await requireLearningOnce(context, request, params.course);
  const { vignette } = orNotFound(findVignette(progress, orNotFound(params.vignette))).vignette;
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { intent, path, choice = null } = read.values;
  const acting = { enrolment, release, url: settings().url, now: now() };
  const shown = (standing: Parameters<typeof renderedVignette>[2]) => renderedVignette(release, vignette, standing);

  if (intent === "text")
    return data({ text: renderedText(release, textForLearner(vignette)) }, { headers: neverCached });
  if (intent === "read") {
    orNotFound(await finishVignette(db, { ...acting, vignetteId: vignette.id, steps: [] }));
    return redirect(addresses.vignette(release.courseId, vignette.id), { status: 303, headers: neverCached });
  }
  const gone =
    intent === "show"
      ? goOn(vignette, { path, choice: null })
      : orNotFound(await chooseOption(db, { ...acting, vignette, path, choice }));
  // The page that answers says that it is finished.
  if ("finished" in gone && gone.finished) forgetLearning(context);
  if (!("refused" in gone)) return data({ standing: shown(gone.standing) }, { headers: neverCached });
  const error = words.refused[gone.refused];
  return data({ standing: shown(gone.standing), error }, { status: 422, headers: neverCached });
}

export default function VignettePage() {
  const { chrome, zone, language, outline, module, lesson, finishedAt, onward, beginning, filling } =
    useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const { courseId } = outline;
  const vignettes = vignettesOf({ courseId, finished: { [beginning.id]: finishedAt }, zone });
  const shared = {
    to: vignettes.address(beginning.id),
    finishedOn: vignettes.finishedOn(beginning.id),
    fill: toFill(filling),
  };
  return (
    <Page chrome={chrome} current="learn">
      <LessonLayout
        module={{
          kicker: learn.module.kicker(module.number),
          title: module.title,
          to: `${addresses.outline(courseId)}#module-${module.id}`,
        }}
        outline={moduleMenu({ outline, moduleId: module.id, here: beginning.id })}
        language={language}
      >
        <LessonHead kicker={words.ofLesson} title={lesson.title} />
        {acted && "text" in acted ? (
          <VignetteTextSection vignette={beginning} text={acted.text} counts {...shared} />
        ) : (
          <VignetteSection
            vignette={acted && "standing" in acted ? acted.standing : beginning}
            error={errorIn(acted)}
            {...shared}
          />
        )}
        <LessonFoot>
          <a href={addresses.lesson(courseId, lesson.id)}>{words.toLesson}</a>
          {finishedAt ? <ButtonLink to={onward}>{words.onward}</ButtonLink> : null}
        </LessonFoot>
      </LessonLayout>
    </Page>
  );
}

function errorIn(acted: { errors: FormErrors } | { error: string } | object | undefined): string | undefined {
  if (acted && "errors" in acted) return words.refused.unread;
  return acted && "error" in acted ? acted.error : undefined;
}
