import { modulesOf, type Outline, type OutlineModule } from "#app/domain/progress/outline.ts";
import { learn } from "#app/messages/learn.ts";
import { addresses } from "../addresses.ts";
import { Soft } from "../ui/layout.tsx";
import { Path } from "../ui/path.tsx";
import { formatTime } from "../ui/time.tsx";

const words = learn.module;

/** A course's modules in a line each: what is done, what is to come, why one is locked. */
export function ModulePath({ outline, zone }: { outline: Outline; zone: string }) {
  const here =
    outline.next.kind === "lesson" ||
    outline.next.kind === "vignette" ||
    outline.next.kind === "quiz" ||
    outline.next.kind === "attempt";
  const current = here && "module" in outline.next ? outline.next.module : undefined;
  return (
    <Path
      label={learn.learning.steps}
      steps={modulesOf(outline).asked.map((module) => ({
        key: module.id,
        state: stateOf(module, current),
        title: module.title,
        detail: detailOf(module, zone),
        action: actionOf(module, outline.courseId),
      }))}
    />
  );
}

function stateOf({ state, number }: OutlineModule, current: number | undefined) {
  if (state === "finished") return "done";
  if (state === "locked") return "locked";
  return number === current ? "here" : "open";
}

/** "2 of 4 lessons read · quiz to come". */
function detailOf(module: OutlineModule, zone: string): string {
  const { state, lessons, quiz, needs, minutes } = module;
  if (state === "locked") return words.opensAfter(needs);
  const required = lessons.filter((lesson) => lesson.required);
  const read = required.filter((lesson) => lesson.state === "read").length;
  const begun = read > 0 || (quiz !== null && (quiz.submitted > 0 || quiz.openAttempt !== null));
  if (state === "finished") {
    const date = quiz?.passedAt ? words.quizPassedOn(formatTime({ at: quiz.passedAt, zone })) : null;
    return [words.lessons(lessons.length), date].filter(Boolean).join(", ");
  }
  if (!begun) {
    return `${words.contents(lessons.length, quiz !== null)} · ${words.minutes(minutes)}`;
  }
  return [words.readOf(read, required.length), quiz ? quizStateOf(quiz) : null].filter(Boolean).join(" · ");
}

function quizStateOf({ passedAt, openAttempt, submitted }: NonNullable<OutlineModule["quiz"]>): string {
  if (passedAt) return words.quizPassed;
  return openAttempt || submitted > 0 ? words.quizOpen : words.quizToCome;
}

function actionOf({ id, state }: OutlineModule, courseId: string) {
  if (state === "locked") return <Soft>{words.notYet}</Soft>;
  const label = state === "finished" ? learn.learning.readAgain : learn.learning.outline;
  return <a href={`${addresses.outline(courseId)}#module-${id}`}>{label}</a>;
}
