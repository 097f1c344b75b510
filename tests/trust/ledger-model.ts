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
  outcome: { at: Date; passed: boolean; missed: string[]; reached: boolean } | null;
}

/**
 * One learner's doings as the rules say they must come out, kept apart from the program: it counts what happened,
 * where the program derives it from rows.
 */
export class Ledger {
  readonly attempts: Sat[] = [];
  readonly forms = new Map<string, string>();
  readonly reads = new Map<string, number>();
  /** How many were granted beyond the policy and how many of all are left, where they are counted. */
  private granted = 0;
  private taken = 0;
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
    if (this.isUsedUp(attempts) && this.asked.length > 0) return { refused: "read-again" };
    const last = this.submitted.at(-1)?.outcome;
    const waited = last ? (now.getTime() - last.at.getTime()) / 60_000 : Number.POSITIVE_INFINITY;
    return wait > 0 && waited < wait ? { refused: "wait" } : "new";
  }

  /** Whether nothing is left of what the policy allows and of what was granted. */
  isUsedUp(attempts: number | null): boolean {
    return attempts !== null && this.taken >= attempts + this.granted;
  }

  /** More attempts, which hold at once. */
  grant(attempts: number): void {
    this.granted += attempts;
  }

  opened(form: string, attempts: number | null, attempt: Omit<Sat, "answers" | "outcome">): void {
    // What was opened by reading again takes nothing from what may be granted later.
    if (!this.isUsedUp(attempts)) this.taken += 1;
    this.forms.set(form, attempt.id);
    this.attempts.push({ ...attempt, answers: new Map(), outcome: null });
  }

  /** What saving must answer, and notes it. */
  save(sat: Sat, { item, places, version }: { item: number; places: number[]; version?: number }): string {
    if (sat.outcome) return "closed";
    const shown = sat.drawn[item - 1];
    if (!shown) return "no-such-item";
    const chosen = keptAs(itemIn(sat.course, shown.item), shown.choices, places);
    if (typeof chosen === "string") return chosen;
    const standing = sat.answers.get(shown.item);
    if (version !== undefined && version <= (standing?.version ?? 0)) {
      return standing && standing.chosen.join() === chosen.join() ? "saved" : "older";
    }
    sat.answers.set(shown.item, { chosen, version: version ?? (standing?.version ?? 0) + 1 });
    return "saved";
  }

  /** What submitting must answer, and notes it: the items without an answer, or nothing. */
  submit(sat: Sat, now: Date): number[] {
    if (sat.outcome) return [];
    const missing = sat.drawn.flatMap(({ item }, at) => (isWhole(sat.answers.get(item)?.chosen) ? [] : [at + 1]));
    if (missing.length > 0) return missing;
    const { top, bottom, missed } = scoreOfSat(sat, sat.course);
    const reached = top * 100n >= BigInt(quizIn(sat.course).passMark) * bottom;
    const unmet = unmetIn(sat);
    sat.outcome = { at: now, passed: reached && unmet.length === 0, missed, reached };
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

/** The principles of the draw with fewer items without a loss than the quiz asks for. */
function unmetIn({ drawn, answers, course }: Sat): string[] {
  const { draw, perPrinciple } = quizIn(course);
  const whole = drawn.filter(({ item }) => {
    const { earned, of } = partOf(itemIn(course, item), answers.get(item)?.chosen ?? []);
    return earned === of;
  });
  const right = (principle: string) => whole.filter(({ item }) => itemIn(course, item).principle === principle).length;
  return draw.flatMap(({ by, of }) => (by === "principle" && right(of) < (perPrinciple ?? 0) ? [of] : []));
}

export function itemIn(course: Course, id: string): Item {
  const item = quizIn(course).items.find((candidate) => candidate.id === id);
  if (!item) throw new Error(`There is no item ${id}.`);
  return item;
}

/** An answer as the rules say that it is kept, or why it is none; `order` is what was shown, by id. */
function keptAs({ kind }: Item, order: string[], places: number[]): string[] | string {
  const isThere = (place: number) => place >= 1 && place <= order.length;
  if (kind === "single" || kind === "multiple") {
    if (!places.every(isThere)) return "no-such-choice";
    if (places.length !== new Set(places).size) return "choice-twice";
    if (kind === "single" && places.length > 1) return "one-choice-only";
    return [...places].sort((a, b) => a - b).map((place) => order[place - 1] ?? "");
  }
  const given = places.filter((place) => place !== 0);
  if (given.length === 0) return [];
  if (places.length !== order.length) return "not-one-for-each";
  if (!given.every(isThere)) return "no-such-choice";
  if (kind === "matching") return places.map((place) => (place === 0 ? "" : (order[place - 1] ?? "")));
  if (given.length !== new Set(given).size) return "number-twice";
  const kept = order.map(() => "");
  for (const [at, number] of places.entries()) if (number > 0) kept[number - 1] = order[at] ?? "";
  return kept;
}

function isWhole(chosen: string[] | undefined): boolean {
  return chosen !== undefined && chosen.length > 0 && chosen.every((one) => one !== "");
}

/** How many of how many points an item earns (decision 28). */
function partOf(item: Item, chosen: string[]) {
  const { objective } = item;
  if (item.kind === "matching" || item.kind === "ordering") {
    const parts = item.kind === "matching" ? item.pairs : item.steps;
    const inPlace = parts.filter(({ id }, at) => chosen[at] === id).length;
    return { objective, earned: BigInt(inPlace), of: BigInt(parts.length) };
  }
  const right = item.choices.filter(({ correct }) => correct).map(({ id }) => id);
  if (item.kind === "single") return { objective, earned: isSame(chosen, right) ? 1n : 0n, of: 1n };
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
