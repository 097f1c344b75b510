import { modulesOf, type NextStep, type Outline } from "#app/domain/progress/outline.ts";
import { learn } from "#app/messages/learn.ts";
import { vignettes } from "#app/messages/vignettes.ts";
import { addresses } from "../addresses.ts";

/** The exact place a step leads to. */
export function addressOf(courseId: string, next: NextStep): string {
  if (next.kind === "lesson") return addresses.lesson(courseId, next.id, next.anchor);
  if (next.kind === "vignette") return addresses.vignette(courseId, next.id);
  if (next.kind === "quiz") return addresses.quiz(courseId, next.id);
  if (next.kind === "attempt") return addresses.attempt(courseId, next.attemptId);
  if (next.kind === "completion") return addresses.completion(courseId);
  return next.kind === "record" ? addresses.record(next.recordId) : addresses.outline(courseId);
}

/** A step in words: where it stands, what it is called, what to expect. */
export function describeStep({ next, modules, title }: Pick<Outline, "next" | "modules" | "title">) {
  const words = learn.learning;
  if (next.kind === "completion") {
    return { kicker: words.toFinish, heading: words.readyToComplete, detail: words.readyToCompleteDetail };
  }
  if (next.kind === "record") {
    return next.isRevoked
      ? { kicker: title, heading: words.recordRevoked, detail: words.recordRevokedDetail }
      : { kicker: title, heading: words.recordReady, detail: words.recordReadyDetail };
  }
  if (next.kind === "nothing") return { kicker: title, heading: words.nothingLeft, detail: words.nothingLeftDetail };
  const { asked } = modulesOf({ modules });
  const isAsked = asked.some(({ number }) => number === next.module);
  const kicker = isAsked ? words.continueIn(next.module, asked.length) : words.continueElective;
  const heading = headingOf(next);
  return { kicker, heading, detail: detailOf(next) };
}

/** A step in a module: something to read, to go through or to answer. */
type ModuleStep = Extract<NextStep, { module: number }>;

function headingOf(next: ModuleStep): string {
  if (next.kind === "lesson") return next.title;
  return next.kind === "vignette" ? vignettes.entry(next.title) : learn.quizOf(next.moduleTitle);
}

function detailOf(next: ModuleStep): string {
  if (next.kind === "attempt") return learn.next.attempt;
  if (next.kind === "quiz") return learn.next.quiz(next.minutes);
  if (next.kind === "vignette") return learn.next.vignette(next.minutes);
  if (next.again) return learn.next.again;
  return next.heading === null ? learn.next.lesson(next.minutes) : learn.next.stopped(next.heading, next.minutes);
}
