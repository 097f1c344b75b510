import type { Objective } from "../course.ts";
import type { KeptPlace } from "../progress/evidence.ts";
import type { LessonProgress, ModuleProgress } from "../progress/module.ts";

/** A lesson's particulars as its learner sees them; the text is rendered apart, and its checks without their keys. */
export interface LessonView {
  id: string;
  title: string;
  /** From 1, in its module. */
  number: number;
  of: number;
  minutes: number;
  required: boolean;
  contentNote: string | null;
  summary: string;
  objectives: Pick<Objective, "verb" | "text">[];
  state: LessonProgress["state"];
  readAt: string | null;
  /** Which reading the button at the end stands for. */
  reading: number;
  module: { id: string; number: number; title: string };
  /** When each of its cases was finished, by id. */
  finished: Record<string, string | null>;
  /** Where its reader has a bookmark or a note, by anchor; "" is the lesson itself. */
  bookmarks: string[];
  notes: string[];
}

/** A lesson for its learner. */
export function lessonForLearner({
  module: { module, lessons, number },
  lesson: { lesson, state, readAt, ordinal, vignettes },
  kept = [],
}: {
  module: ModuleProgress;
  lesson: LessonProgress;
  kept?: KeptPlace[];
}): LessonView {
  const here = kept.filter(({ lessonId }) => lessonId === lesson.id);
  const anchorsOf = (kind: KeptPlace["kind"]) => here.filter((one) => one.kind === kind).map(({ anchor }) => anchor);
  const objectives = module.objectives.filter(({ id }) => lesson.objectives.includes(id));
  return {
    id: lesson.id,
    title: lesson.title,
    number: lessons.findIndex((candidate) => candidate.lesson.id === lesson.id) + 1,
    of: lessons.length,
    minutes: lesson.minutes,
    required: lesson.required,
    contentNote: lesson.contentNote,
    summary: lesson.summary,
    objectives: objectives.map(({ verb, text }) => ({ verb, text })),
    state,
    readAt,
    reading: ordinal + 1,
    module: { id: module.id, number, title: module.title },
    finished: Object.fromEntries(vignettes.map(({ vignette, finishedAt }) => [vignette.id, finishedAt])),
    bookmarks: anchorsOf("bookmark"),
    notes: anchorsOf("note"),
  };
}
