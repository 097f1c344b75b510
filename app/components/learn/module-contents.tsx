import type { ReactNode } from "react";
import type { Outline, OutlineModule, OutlineVignette } from "#app/domain/progress/outline.ts";
import { learn } from "#app/messages/learn.ts";
import { vignettes as words } from "#app/messages/vignettes.ts";
import { addresses } from "../addresses.ts";
import { Section, Soft, Stack } from "../ui/layout.tsx";
import { Path, type PathStep } from "../ui/path.tsx";
import { formatTime } from "../ui/time.tsx";

interface Contents {
  outline: Pick<Outline, "courseId" | "next">;
  module: OutlineModule;
  zone: string;
}

/** A module with its lessons and quiz, each with its state; or why it is locked. */
export function ModuleContents({ outline, module, zone, children }: Contents & { children: ReactNode }) {
  const { id, number, title, minutes, contentNote, state, needs } = module;
  return (
    <Section id={`module-${id}`} heading={`${number}. ${title}`}>
      <Stack gap="small">
        <p>
          <Soft>{[learn.module.minutes(minutes), creditOf(module)].filter(Boolean).join(" · ")}</Soft>
        </p>
        {state === "locked" ? <p>{learn.module.opensAfter(needs)}.</p> : null}
        {contentNote ? <p>{contentNote}</p> : null}
        {children}
        <Path label={title} numbered={false} steps={stepsOf({ outline, module, zone })} />
      </Stack>
    </Section>
  );
}

/** What a module counts for, where it is not the course's own hours. */
function creditOf({ credit, electiveHours }: OutlineModule): string | null {
  if (electiveHours !== null) return learn.module.elective(electiveHours);
  return credit ? null : learn.module.notForCredit;
}

function stepsOf({ outline, module, zone }: Contents): PathStep[] {
  const { courseId, next } = outline;
  const isLocked = module.state === "locked";
  const lessons = module.lessons.flatMap(({ id, title, minutes, required, state, readAt, vignettes }): PathStep[] => {
    const isHere = next.kind === "lesson" && next.id === id;
    const lesson: PathStep = {
      key: id,
      state: isLocked ? "locked" : state === "read" ? "done" : isHere ? "here" : "open",
      title,
      to: isLocked ? undefined : addresses.lesson(courseId, id),
      detail: [
        learn.minutes(minutes),
        required ? null : learn.lesson.optional,
        state === "again" ? learn.lesson.toReadAgain : null,
        state === "read" && readAt ? learn.lesson.readOnDate(formatTime({ at: readAt, zone })) : null,
      ]
        .filter(Boolean)
        .join(" · "),
    };
    return [lesson, ...vignettes.map((vignette) => vignetteStep({ outline, module, zone }, vignette))];
  });
  return module.quiz ? [...lessons, quizStep({ outline, module, zone }, module.quiz)] : lessons;
}

function vignetteStep({ outline, module, zone }: Contents, vignette: OutlineVignette): PathStep {
  const { id, title, minutes, required, finishedAt } = vignette;
  const { next, courseId } = outline;
  const isLocked = module.state === "locked";
  const isHere = next.kind === "vignette" && next.id === id;
  return {
    key: id,
    state: isLocked ? "locked" : finishedAt ? "done" : isHere ? "here" : "open",
    title: words.entry(title),
    to: isLocked ? undefined : addresses.vignette(courseId, id),
    detail: [
      learn.minutes(minutes),
      required ? null : learn.lesson.optional,
      finishedAt ? words.finishedOnDate(formatTime({ at: finishedAt, zone })) : null,
    ]
      .filter(Boolean)
      .join(" · "),
  };
}

function quizStep({ outline, module, zone }: Contents, quiz: NonNullable<OutlineModule["quiz"]>): PathStep {
  const { next, courseId } = outline;
  const isLocked = module.state === "locked";
  const isHere = (next.kind === "quiz" || next.kind === "attempt") && next.id === quiz.id;
  const passed = quiz.passedAt ? learn.module.quizPassedOn(formatTime({ at: quiz.passedAt, zone })) : null;
  return {
    key: quiz.id,
    state: isLocked ? "locked" : quiz.passedAt ? "done" : isHere ? "here" : "open",
    title: quiz.title,
    to: isLocked ? undefined : addresses.quiz(courseId, quiz.id),
    detail: [learn.lesson.quizEntry, learn.minutes(quiz.minutes), passed].filter(Boolean).join(" · "),
  };
}
