import canonicalize from "canonicalize";
import type { Db } from "#db/open.ts";
import { scoreOf } from "./attempt/scoring.ts";
import type { Quiz } from "./course/question.ts";
import type { Enrolment } from "./enrolment.ts";
import { partsChosen } from "./item-statistic/parts.ts";
import { type Answered, add, type Tally, toParts } from "./item-statistic/tally.ts";
import type { Evidence } from "./progress/evidence.ts";
import type { Answers, Drawn } from "./quiz.ts";

/** A graded sitting as far as statistics know it: nobody's. */
export interface Counted {
  releaseId: string;
  drawn: Drawn[];
  answers: Answers;
}

/** The fewest attempts that figures are shown from, and how many more it takes until they are shown anew. */
export const steps = { fewest: 10, more: 5 };

/**
 * Counts a sitting where it is its person's first at this quiz in any cycle: those after it draw other items, are by
 * someone who was told what was missed, and would weigh those who fail more. `evidence` is as it was before the
 * sitting was submitted. Part of the transaction that submits it, so that it counts once.
 */
export async function countIfFirst(
  db: Db,
  { enrolment, evidence, quiz, sitting }: { enrolment: Enrolment; evidence: Evidence; quiz: Quiz; sitting: Counted },
): Promise<void> {
  const isFirstHere = !evidence.attempts.some(({ quizId, submittedAt }) => quizId === quiz.id && submittedAt !== null);
  if (isFirstHere && !(await satInAnotherCycle(db, enrolment, quiz.id))) await countSitting(db, { quiz, sitting });
}

/** Adds a sitting to the sums of each of its items: one query to read them, one to keep them, however many there are. */
export async function countSitting(db: Db, { quiz, sitting }: { quiz: Quiz; sitting: Counted }): Promise<void> {
  const answered = answeredIn(quiz, sitting);
  const place = { release_id: sitting.releaseId, quiz_id: quiz.id };
  const rows = await db
    .selectFrom("item_statistic")
    .select(["item_id", "gathered", "shown"])
    .where("release_id", "=", place.release_id)
    .where("quiz_id", "=", place.quiz_id)
    .where("item_id", "in", [...answered.keys()])
    .execute();
  // In one order, so that two sittings sent at once wait for each other and never block each other.
  const counted = [...answered]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([item_id, one]) => {
      const row = rows.find((candidate) => candidate.item_id === item_id);
      const tally = add(parseTally(row?.gathered), one);
      const gathered = canonicalize(tally) ?? "";
      return { ...place, item_id, gathered, shown: isStep(tally) ? gathered : (row?.shown ?? null) };
    });
  await db
    .insertInto("item_statistic")
    .values(counted)
    .onConflict((conflict) =>
      conflict
        .columns(["release_id", "quiz_id", "item_id"])
        .doUpdateSet((eb) => ({ gathered: eb.ref("excluded.gathered"), shown: eb.ref("excluded.shown") })),
    )
    .execute();
}

/** By quiz and item of a release: how many attempts were counted, and the sums that may be shown. */
export async function listTallies(
  db: Db,
  releaseId: string,
): Promise<{ quizId: string; itemId: string; attempts: number; shown: Tally | null }[]> {
  const rows = await db
    .selectFrom("item_statistic")
    .select(["quiz_id", "item_id", "gathered", "shown"])
    .where("release_id", "=", releaseId)
    .execute();
  return rows.map(({ quiz_id, item_id, gathered, shown }) => {
    const attempts = parseTally(gathered)?.attempts ?? 0;
    return { quizId: quiz_id, itemId: item_id, attempts, shown: parseTally(shown) };
  });
}

async function satInAnotherCycle(db: Db, { id, personId, cycle }: Enrolment, quizId: string): Promise<boolean> {
  if (cycle === 1) return false;
  const earlier = await db
    .selectFrom("attempt")
    .innerJoin("enrolment", "enrolment.id", "attempt.enrolment_id")
    .select("attempt.id")
    .where("person_id", "=", personId)
    .where("enrolment.id", "!=", id)
    .where("quiz_id", "=", quizId)
    .where("submitted_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return earlier !== undefined;
}

/** Each item's score and that of the rest of its sitting. */
function answeredIn(quiz: Quiz, { drawn, answers }: Counted): Map<string, Answered> {
  const marks = drawn.map(({ item }) => {
    const question = quiz.items.find(({ id }) => id === item);
    if (!question) throw new Error(`Quiz ${quiz.id} has no item ${item}.`);
    const chosen = answers[item] ?? [];
    return { item, chosen: partsChosen(question, chosen), score: toParts(scoreOf(question, chosen)) };
  });
  const total = marks.reduce((sum, { score }) => sum + score, 0);
  return new Map(marks.map(({ item, chosen, score }) => [item, { chosen, score, rest: total - score }]));
}

function isStep({ attempts }: Tally): boolean {
  return attempts >= steps.fewest && attempts % steps.more === 0;
}

function parseTally(text: string | null | undefined): Tally | null {
  return text ? JSON.parse(text) : null;
}
