import { type ModuleProgress, minutesOfQuiz } from "./module.ts";

/** Something that completion asks for, with what it takes. */
export interface Step {
  kind: "lesson" | "vignette" | "quiz";
  done: boolean;
  minutes: number;
}

export interface Tally {
  done: number;
  total: number;
}

/** The required lessons of a module, its required cases and its quiz. */
export function stepsOf({ module, lessons, quiz }: ModuleProgress): Step[] {
  const reading = lessons
    .filter(({ lesson }) => lesson.required)
    .map(({ lesson, state }): Step => ({ kind: "lesson", done: state === "read", minutes: lesson.minutes }));
  const cases = lessons
    .flatMap(({ vignettes }) => vignettes)
    .filter(({ required }) => required)
    .map(({ vignette, finishedAt }): Step => {
      return { kind: "vignette", done: finishedAt !== null, minutes: vignette.minutes };
    });
  return quiz
    ? [...reading, ...cases, { kind: "quiz", done: quiz.passed !== null, minutes: minutesOfQuiz(module) }]
    : [...reading, ...cases];
}

export function tallyOf(steps: Step[]): Tally {
  return { done: steps.filter(({ done }) => done).length, total: steps.length };
}
