import canonicalize from "canonicalize";
import { newSeed } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { isWhole } from "./attempt/scoring.ts";
import type { Enrolled } from "./enrolment.ts";
import { findPractised, type Practised, type Returning } from "./practice-again/returning.ts";
import { type Ease, schedule } from "./practice-again/spacing.ts";
import type { Progress } from "./progress.ts";
import { answerAt, type ExplainedQuestion, isAnswered, type ShownQuestion } from "./quiz/kinds.ts";
import type { NotAnAnswer } from "./quiz/positions.ts";
import { type Drawn, draw, explain, forLearner } from "./quiz.ts";

/** A learner in a course of theirs. */
export interface Practising extends Enrolled {
  progress: Progress;
}

/** Where a learner stands with practising a course again. */
export type PracticeStanding =
  | { state: "nothing-passed"; started: boolean }
  | { state: "not-started" }
  | { state: "nothing-due"; nextAt: string }
  | ({ state: "due" } & DueQuestion);

/** The one question that is due now. */
export interface DueQuestion {
  /** Counts what was answered; sent back with the answer. */
  turn: number;
  /** The module's number. */
  module: number;
  drawn: Drawn[];
  shown: ShownQuestion;
}

/** A question explained, and whether the answer was fully right. */
export interface PracticeAnswer {
  turn: number;
  drawn: Drawn[];
  explained: ExplainedQuestion;
  isRight: boolean;
}

export type NotAnswered = "nothing-chosen" | NotAnAnswer;

interface Answering extends Practising {
  turn: number;
  /** Positions from 1, as the question showed them; of a pair or a step 0 where it was left open. */
  choices: number[];
  now: Date;
}

/** Where a learner stands: two queries. Nothing here is evidence, and reading it changes nothing. */
export async function findPracticeStanding(
  db: Db,
  practising: Practising,
  { now }: { now: Date },
): Promise<PracticeStanding> {
  const practised = await findPractised(db, practising);
  const [first] = practised.returning;
  const { started } = practised;
  if (!first) return { state: "nothing-passed", started: started !== null };
  if (!started) return { state: "not-started" };
  const due = dueNow(practised, now);
  return due ? { state: "due", ...due.question } : { state: "nothing-due", nextAt: first.dueAt };
}

/** Begins to practise a course again; a second beginning changes nothing. */
export async function startPracticeAgain(db: Db, { enrolment }: Enrolled, { now }: { now: Date }): Promise<void> {
  await db
    .insertInto("practice_again")
    .values({ ...placeOf(enrolment), started_at: now.toISOString(), turn: 1, seed: newSeed() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Ends it and deletes all that was kept of it. */
export async function forgetPracticeAgain(db: Db, { enrolment }: Enrolled): Promise<void> {
  const { personId, courseId } = enrolment;
  await transact(db, async (db) => {
    for (const table of ["practice_again_item", "practice_again"] as const) {
      await db.deleteFrom(table).where("person_id", "=", personId).where("course_id", "=", courseId).execute();
    }
  });
}

/**
 * Answers the question that is due, and explains it; nothing is kept until it is rated. Undefined where another
 * question is due by now, or none.
 */
export async function answerPractice(
  db: Db,
  { turn, choices, now, ...practising }: Answering,
): Promise<PracticeAnswer | { refused: NotAnswered } | undefined> {
  const due = dueNow(await findPractised(db, practising), now);
  return due?.question.turn === turn ? judge(due, choices) : undefined;
}

/**
 * Keeps how well the question came that was just answered, and when it comes back: as the learner says where the
 * answer was fully right, else as missed. Once for each turn: a second sending changes nothing.
 */
export async function ratePractice(
  db: Db,
  { turn, choices, ease, now, ...practising }: Answering & { ease: Exclude<Ease, "again"> },
): Promise<{ refused: NotAnswered } | undefined> {
  const place = placeOf(practising.enrolment);
  return transact(db, async (db) => {
    const due = dueNow(await findPractised(db, practising), now);
    if (due?.question.turn !== turn) return undefined;
    const judged = judge(due, choices);
    if ("refused" in judged) return judged;

    const { dueAt, memory } = schedule(due.item.memory, { ease: judged.isRight ? ease : "again", now });
    const kept = { due_at: dueAt, memory: canonicalize(memory) ?? "" };
    await db
      .insertInto("practice_again_item")
      .values({ ...place, item_id: due.item.item.id, ...kept })
      .onConflict((conflict) => conflict.columns(["person_id", "course_id", "item_id"]).doUpdateSet(kept))
      .execute();
    await db
      .updateTable("practice_again")
      .set({ turn: turn + 1, seed: newSeed() })
      .where("person_id", "=", place.person_id)
      .where("course_id", "=", place.course_id)
      .execute();
    return undefined;
  });
}

/** What is due first, its choices in the order of this turn. */
function dueNow({ started, returning }: Practised, now: Date): { item: Returning; question: DueQuestion } | undefined {
  const [item] = returning;
  if (!started || !item || item.dueAt > now.toISOString()) return undefined;
  const { id, objective } = item.item;
  const alone = { ...item.quiz, items: [item.item], draw: [{ by: "objective" as const, of: objective, count: 1 }] };
  const drawn = draw(alone, { seed: started.seed, seen: {} });
  const [shown] = forLearner(item.quiz, drawn);
  if (!shown) throw new Error(`Item ${id} could not be drawn.`);
  return { item, question: { turn: started.turn, module: item.module, drawn, shown } };
}

function judge(
  { item: { item, quiz }, question: { turn, drawn } }: { item: Returning; question: DueQuestion },
  choices: number[],
): PracticeAnswer | { refused: NotAnswered } {
  const order = drawn[0]?.choices ?? [];
  const answer = answerAt(item, { order, positions: choices });
  if ("refused" in answer) return answer;
  const { chosen } = answer;
  if (!isAnswered(chosen)) return { refused: "nothing-chosen" };
  const [explained] = explain(quiz, { drawn, answers: { [item.id]: chosen } });
  if (!explained) throw new Error(`Item ${item.id} could not be explained.`);
  return { turn, drawn, explained, isRight: isWhole(explained.score) };
}

function placeOf({ personId, courseId }: Enrolled["enrolment"]) {
  return { person_id: personId, course_id: courseId };
}
