import { expect } from "vitest";
import type { Quiz } from "#app/domain/course/question.ts";
import type { Release } from "#app/domain/course.ts";
import { draw } from "#app/domain/quiz.ts";
import type { Db } from "#db/open.ts";
import type { Learner } from "#tests/support/cast.ts";
import { type Ledger, type Sat, scoreOfSat } from "./ledger-model.ts";

interface Occurred {
  note(event: string): void;
}

/**
 * A new attempt keeps its strata, shows nothing twice, repeats nothing while its stratum has an item that was never
 * shown, takes the longest unseen first, and is what its seed draws. Answers with it as it stands.
 */
export async function expectDraw(
  db: Db,
  { ledger, learner, quiz, occurred }: { ledger: Ledger; learner: Learner; quiz: Quiz; occurred: Occurred },
): Promise<Pick<Sat, "id" | "drawn">> {
  const row = await db
    .selectFrom("attempt")
    .select(["id", "seed", "drawn"])
    .where("enrolment_id", "=", learner.enrolment.id)
    .where("submitted_at", "is", null)
    .executeTakeFirstOrThrow();
  const drawn: Sat["drawn"] = JSON.parse(row.drawn);
  const seen = lastSeen(ledger);

  const items = drawn.map(({ item }) => item);
  expect(new Set(items).size).toBe(items.length);
  expect(items).toHaveLength(quiz.draw.reduce((total, { count }) => total + count, 0));
  for (const { by, of, count } of quiz.draw) {
    const stratum = quiz.items.filter((item) => item[by] === of).map(({ id }) => id);
    const taken = stratum.filter((id) => items.includes(id));
    expect(taken).toHaveLength(count);
    const left = stratum.filter((id) => !taken.includes(id));
    const newestTaken = Math.max(...taken.map((id) => seen.get(id) ?? 0));
    for (const id of left) expect(seen.get(id) ?? 0).toBeGreaterThanOrEqual(newestTaken);
    if (left.length > 0 && taken.some((id) => seen.has(id)) !== taken.every((id) => seen.has(id)))
      occurred.note("some items seen, some not");
  }
  for (const { item, choices } of drawn) expectOrder(quiz, { item, choices });
  expect(draw(quiz, { seed: row.seed, seen: Object.fromEntries(seen) })).toEqual(drawn);
  return { id: row.id, drawn };
}

/** Every row of this learner is what the ledger says, and no other is there. */
export async function expectRows({ db, ledger, learner }: { db: Db; ledger: Ledger; learner: Learner }): Promise<void> {
  const mine = db.selectFrom("attempt").where("enrolment_id", "=", learner.enrolment.id);
  const rows = await mine.selectAll().orderBy("ordinal").execute();
  const ids = ledger.attempts.map(({ id }) => id);
  expect(rows.map(({ id }) => id)).toEqual(ids);
  expect(rows.map(({ ordinal }) => ordinal)).toEqual(ids.map((_, at) => at + 1));
  for (const [at, row] of rows.entries()) expectOutcome(ledger.attempts[at], row);

  const answers = await db
    .selectFrom("attempt_answer")
    .select(["attempt_id", "item_id", "chosen", "version"])
    .where("attempt_id", "in", mine.select("id"))
    .execute();
  const kept = answers.map((row) => [row.attempt_id, row.item_id, row.version, row.chosen]);
  const expected = ledger.attempts.flatMap(({ id, answers }) =>
    [...answers].map(([item, { chosen, version }]) => [id, item, version, JSON.stringify(chosen)]),
  );
  expect(kept.map(String).sort()).toEqual(expected.map(String).sort());

  const reads = await db
    .selectFrom("lesson_read")
    .select(["lesson_id", "ordinal"])
    .where("enrolment_id", "=", learner.enrolment.id)
    .execute();
  const times = [...ledger.reads].flatMap(([lesson, count]) =>
    Array.from({ length: count }, (_, at) => `${lesson} ${at + 1}`),
  );
  expect(reads.map(({ lesson_id, ordinal }) => `${lesson_id} ${ordinal}`).sort()).toEqual(times.sort());

  const records = await db
    .selectFrom("completion_record")
    .select("id")
    .where("enrolment_id", "=", learner.enrolment.id)
    .execute();
  expect(records).toHaveLength(isComplete({ ledger, learner }) ? 1 : 0);
}

/** The course asks for its lessons and its quiz, and for nothing after a pass. */
export function isComplete({ ledger, learner }: { ledger: Ledger; learner: Learner }): boolean {
  const lessons = learner.release.course.modules[0]?.lessons ?? [];
  return ledger.passed && lessons.every(({ id }) => ledger.reads.has(id));
}

/** Notes what a graded attempt shows of the rules; `now` is the release that its learner is on. */
export function noteOutcome(sat: Sat, { now, occurred }: { now: Release; occurred: Occurred }): void {
  occurred.note("submitted");
  occurred.note(sat.outcome?.passed ? "passed" : "not passed");
  if (sat.outcome?.reached && !sat.outcome.passed) occurred.note("not passed for one principle alone");
  if (now.id === sat.releaseId) return;
  const known = sat.drawn.every(({ item }) => now.course.modules[0]?.quiz?.items.some(({ id }) => id === item));
  if (!known) occurred.note("graded though the release that the learner is on has lost an item");
  if (!known) return;
  const [own, other] = [scoreOfSat(sat, sat.course), scoreOfSat(sat, now.course)];
  if (own.top * other.bottom !== other.top * own.bottom)
    occurred.note("graded by its own release, where the one that the learner is on would grade otherwise");
}

function lastSeen({ attempts }: Ledger): Map<string, number> {
  return new Map(attempts.flatMap(({ drawn }, at) => drawn.map(({ item }): [string, number] => [item, at + 1])));
}

/** Each part once; choices that stay last do, what is not shuffled is as written, and steps never stand in order. */
function expectOrder(quiz: Quiz, { item, choices }: Sat["drawn"][number]): void {
  const question = quiz.items.find(({ id }) => id === item);
  if (question?.kind === "matching" || question?.kind === "ordering") {
    const ids = (question.kind === "matching" ? question.pairs : question.steps).map(({ id }) => id);
    expect(sorted(choices)).toEqual(sorted(ids));
    if (question.kind === "ordering") expect(choices).not.toEqual(ids);
    return;
  }
  const all = question?.choices ?? [];
  const last = all.filter(({ keepLast }) => keepLast).map(({ id }) => id);
  const free = all.filter(({ keepLast }) => !keepLast).map(({ id }) => id);
  expect(choices.slice(free.length)).toEqual(last);
  const first = choices.slice(0, free.length);
  expect(quiz.shuffle ? sorted(first) : first).toEqual(free);
}

interface Row {
  release_id: string;
  drawn: string;
  submitted_at: string | null;
  score_top: number | null;
  score_bottom: number | null;
  passed: 0 | 1 | null;
  missed: string | null;
}

function expectOutcome(sat: Sat | undefined, row: Row): void {
  if (!sat) throw new Error("A row that the ledger does not know.");
  expect(row.release_id).toBe(sat.releaseId);
  expect(JSON.parse(row.drawn)).toEqual(sat.drawn);
  expect(row.submitted_at).toBe(sat.outcome?.at.toISOString() ?? null);
  expect(row.score_top === null).toBe(sat.outcome === null);
  if (!sat.outcome) return;
  const { top, bottom, missed } = scoreOfSat(sat, sat.course);
  const [scoreTop, scoreBottom] = [BigInt(row.score_top ?? -1), BigInt(row.score_bottom ?? 0)];
  expect(scoreTop * bottom).toBe(top * scoreBottom);
  expect(row.passed).toBe(sat.outcome.passed ? 1 : 0);
  expect(sorted(JSON.parse(row.missed ?? "{}").objectives)).toEqual(sorted(missed));
}

function sorted(all: string[]): string[] {
  return [...all].sort();
}
