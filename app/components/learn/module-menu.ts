import type { Outline } from "#app/domain/progress/outline.ts";
import { learn } from "#app/messages/learn.ts";
import { addresses } from "../addresses.ts";
import type { OutlineEntry } from "../ui/lesson-layout.tsx";

/** A module's lessons and quiz as the list at a lesson's side; `here` is the lesson or quiz that is open. */
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
  const lessons = module.lessons.map(({ id, title, state }) => {
    return { key: id, label: title, isDone: state === "read", to: addresses.lesson(courseId, id) };
  });
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
