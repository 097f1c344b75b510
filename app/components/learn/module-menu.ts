import type { Outline } from "#app/domain/progress/outline.ts";
import { learn } from "#app/messages/learn.ts";
import { vignettes as words } from "#app/messages/vignettes.ts";
import { addresses } from "../addresses.ts";
import type { OutlineEntry } from "../ui/lesson-layout.tsx";

/** A module's lessons and quiz as the list at a lesson's side; `here` is the lesson, vignette or quiz that is open. */
export function moduleMenu({
  outline: { courseId, modules },
  moduleId,
  here,
}: {
  outline: Pick<Outline, "courseId" | "modules">;
  moduleId: string;
  here: string;
}): OutlineEntry[] {
  const module = modules.find(({ id }) => id === moduleId);
  if (!module) return [];
  const lessons = module.lessons.flatMap(({ id, title, state, vignettes }) => [
    { key: id, label: title, isDone: state === "read", to: addresses.lesson(courseId, id) },
    ...vignettes.map((vignette) => ({
      key: vignette.id,
      label: words.entry(vignette.title),
      isDone: vignette.finishedAt !== null,
      to: addresses.vignette(courseId, vignette.id),
    })),
  ]);
  const quiz = module.quiz && {
    key: module.quiz.id,
    label: learn.lesson.quizEntry,
    isDone: module.quiz.passedAt !== null,
    to: addresses.quiz(courseId, module.quiz.id),
  };
  return [...lessons, ...(quiz ? [quiz] : [])].map(({ isDone, ...entry }) => {
    return { ...entry, state: entry.key === here ? "here" : isDone ? "done" : "open" };
  });
}
