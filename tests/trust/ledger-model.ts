import type { Item, Quiz } from "#app/domain/course/question.ts";
import type { Course } from "#app/domain/course.ts";
import { quizIn } from "./any-quiz.ts";

/** An attempt as the rules say that it must be. */
export interface Sat {
  id: string;
  releaseId: string;
  /** What it was opened on. */
  course: Course;
  drawn: { item: string; choices: string[] }[];
  answers: Map<string, { chosen: string[]; version: number }>;
  outcome: { at: Date; passed: boolean; missed: string[] } | null;
}

/**
 * One learner's doings as the rules say they must come out, kept apart from the program: it counts what happened,
 * where the program derives it from rows.
 */
export class Ledger {
  readonly attempts: Sat[] = [];
  readonly forms = new Map<string, string>();
  readonly reads = new Map<string, number>();
  /** The lessons marked read since an attempt was last submitted. */
  private readSince = new Set<string>();

  get open(): Sat | undefined {
    return this.attempts.find(({ outcome }) => outcome === null);
  }

  get passed(): boolean {
    return this.attempts.some(({ outcome }) => outcome?.passed);
  }

  get submitted(): Sat[] {
    return this.attempts.filter(({ outcome }) => outcome !== null);
  }

  /** The lessons of what the last attempt missed that were not marked read since. */
  get asked(): string[] {
    const last = this.submitted.at(-1);
    if (!last?.outcome) return [];
    const asked = last.outcome.missed.flatMap((objective) => servingIn(last.course, objective));
    return [...new Set(asked)].filter((lesson) => !this.readSince.has(lesson));
  }

  /** What opening must answer; "new" where it must draw. */
  answerToOpen(form: string, { attempts, wait }: Quiz, now: Date): { attempt: string } | { refused: string } | "new" {
    const known = this.open?.id ?? this.forms.get(form);
    if (known) return { attempt: known };
    if (this.passed) return { refused: "passed" };
    const isUsedUp = attempts !== null && this.submitted.length >= attempts;
    if (isUsedUp && this.asked.length > 0) return { refused: "read-again" };
    const last = this.submitted.at(-1)?.outcome;
    const waited = last ? (now.getTime() - last.at.getTime()) / 60_000 : Number.POSITIVE_INFINITY;
    return wait > 0 && waited < wait ? { refused: "wait" } : "new";
  }

  opened(form: string, attempt: Omit<Sat, "answers" | "outcome">): void {
    this.forms.set(form, attempt.id);
    this.attempts.push({ ...attempt, answers: new Map(), outcome: null });
  }

  /** What saving must answer, and notes it. */
  save(sat: Sat, { item, places, version }: { item: number; places: number[]; version?: number }): string {
    if (sat.outcome) return "closed";
    const shown = sat.drawn[item - 1];
    if (!shown) return "no-such-item";
    const chosen = shown.choices.filter((_, at) => places.includes(at + 1));
    if (places.some((place) => place < 1 || place > shown.choices.length)) return "no-such-choice";
    if (itemIn(sat.course, shown.item).kind === "single" && chosen.length > 1) return "one-choice-only";
    const standing = sat.answers.get(shown.item);
    if (version !== undefined && version <= (standing?.version ?? 0)) {
      return standing && isSame(standing.chosen, chosen) ? "saved" : "older";
    }
    sat.answers.set(shown.item, { chosen, version: version ?? (standing?.version ?? 0) + 1 });
    return "saved";
  }

  /** What submitting must answer, and notes it: the items without an answer, or nothing. */
  submit(sat: Sat, now: Date): number[] {
    if (sat.outcome) return [];
    const missing = sat.drawn.flatMap(({ item }, at) => (sat.answers.get(item)?.chosen.length ? [] : [at + 1]));
    if (missing.length > 0) return missing;
    const { top, bottom, missed } = scoreOfSat(sat, sat.course);
    sat.outcome = { at: now, passed: top * 100n >= BigInt(quizIn(sat.course).passMark) * bottom, missed };
    this.readSince = new Set();
    return [];
  }

  /** A reading that was offered as the nth counts once. */
  read(lesson: string, ordinal: number): void {
    const times = this.reads.get(lesson) ?? 0;
    if (ordinal <= times) return;
    this.reads.set(lesson, times + 1);
    this.readSince.add(lesson);
  }
}

/** The score as an exact sum of its parts, by the keys of a course, and the objectives that lost anything. */
export function scoreOfSat({ drawn, answers }: Pick<Sat, "drawn" | "answers">, course: Course) {
  const parts = drawn.map(({ item }) => partOf(itemIn(course, item), answers.get(item)?.chosen ?? []));
  const bottom = parts.reduce((product, part) => product * part.of, 1n);
  const top = parts.reduce((total, part) => total + (part.earned * bottom) / part.of, 0n);
  const lossy = parts.filter(({ earned, of }) => earned !== of);
  return { top, bottom: bottom * BigInt(drawn.length), missed: [...new Set(lossy.map(({ objective }) => objective))] };
}

export function itemIn(course: Course, id: string): Item {
  const item = quizIn(course).items.find((candidate) => candidate.id === id);
  if (!item) throw new Error(`There is no item ${id}.`);
  return item;
}

/** How many of how many points an item earns (decision 28). */
function partOf({ kind, objective, choices }: Item, chosen: string[]) {
  const right = choices.filter(({ correct }) => correct).map(({ id }) => id);
  if (kind === "single") return { objective, earned: isSame(chosen, right) ? 1n : 0n, of: 1n };
  const good = chosen.filter((id) => right.includes(id)).length;
  const net = good - (chosen.length - good);
  return { objective, earned: BigInt(net > 0 ? net : 0), of: BigInt(right.length) };
}

function servingIn({ modules }: Course, objective: string): string[] {
  const lessons = modules[0]?.lessons ?? [];
  const serving = lessons.filter(({ objectives }) => objectives.includes(objective)).map(({ id }) => id);
  const named = modules[0]?.quiz?.items.filter((item) => item.objective === objective).map(({ lesson }) => lesson);
  return serving.length > 0 ? serving : (named ?? []);
}

function isSame(some: string[], others: string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
