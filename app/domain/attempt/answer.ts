import { sql } from "kysely";
import { compiledOnce } from "#db/compiled.ts";
import { type Db, transact } from "#db/open.ts";
import { type Attempt, findAttempt, findQuizOf } from "../attempt.ts";
import type { Quiz } from "../course/question.ts";
import { type Acting, touchPlace } from "../enrolment.ts";
import { findEvidence } from "../progress/evidence.ts";
import { findTakeable, progressIn } from "../progress.ts";
import { answerAt, positionsOf } from "../quiz/kinds.ts";
import type { NotAnAnswer } from "../quiz/positions.ts";
import { itemOf } from "../quiz.ts";

export type NotSaved = "closed" | "no-such-item" | "older" | NotAnAnswer;

interface Answering extends Acting {
  attemptId: string;
  /** The item's position, from 1. */
  item: number;
  /**
   * The chosen choices' positions, from 1; for each left side its right side's, or for each step its number, 0 for
   * none. Empty to empty the answer.
   */
  choices: number[];
  /** How often this answer was saved, this time with it, as the page counts; the next where no page counts. */
  version?: number;
}

/** An answer as it stands once it is kept. */
export interface Saved {
  savedAt: string;
  /** How often it was saved; the next saving is one more. */
  version: number;
  /** How many items its attempt has. */
  of: number;
}

/**
 * Keeps the answer to one item of an open attempt. Refused, with nothing lost, for an attempt that is submitted, for
 * positions that are not there, and for a saving older than the one that stands, unless it says the same.
 * Undefined for another's attempt, and for one whose module is locked.
 */
export async function saveAnswer(
  db: Db,
  { enrolment, release, attemptId, item, choices, version, now }: Answering,
): Promise<Saved | { refused: NotSaved } | undefined> {
  return transact(db, async (db) => {
    const attempt = await findAttempt(db, { enrolment, attemptId });
    if (!attempt || !(await isStillOpen(db, { attempt, enrolment, release }))) return undefined;
    if (attempt.outcome) return { refused: "closed" };
    const { quiz } = await findQuizOf(db, { attempt, release });
    const chosen = chosenAt(attempt, { quiz, item, choices });
    if ("refused" in chosen) return chosen;

    const { itemId } = chosen;
    const standing = attempt.versions[itemId] ?? 0;
    const saved = { chosen: JSON.stringify(chosen.chosen), saved_at: now.toISOString() };
    if (version !== undefined && version <= standing) {
      const isSame = JSON.stringify(attempt.answers[itemId]) === saved.chosen;
      if (!isSame) return { refused: "older" };
      return { savedAt: attempt.savedAt ?? saved.saved_at, version: standing, of: attempt.drawn.length };
    }
    const counted = { ...saved, version: version ?? standing + 1 };
    await keepAnswer(db, attempt.id, itemId, counted.chosen, counted.saved_at, counted.version);
    await touchPlace(db, { enrolmentId: enrolment.id, lessonId: null, anchor: null, now });
    return { savedAt: saved.saved_at, version: counted.version, of: attempt.drawn.length };
  });
}

const keepAnswer = compiledOnce((db, attempt_id, item_id, chosen, saved_at, number) => {
  const version = sql<number>`${number}`;
  return db
    .insertInto("attempt_answer")
    .values({ attempt_id, item_id, chosen, saved_at, version })
    .onConflict((conflict) => conflict.columns(["attempt_id", "item_id"]).doUpdateSet({ chosen, saved_at, version }));
});

/** An answer as it stands, by positions, and how often it was saved: what one is told whose saving came too late. */
export interface StandingAnswer {
  choices: number[];
  version: number;
}

/** The answer that stands for one item of a learner's own attempt; undefined where there is none. */
export async function findStandingAnswer(
  db: Db,
  { enrolment, release, attemptId, item }: Pick<Answering, "enrolment" | "release" | "attemptId" | "item">,
): Promise<StandingAnswer | undefined> {
  const attempt = await findAttempt(db, { enrolment, attemptId });
  const shown = attempt?.drawn[item - 1];
  if (!attempt || !shown) return undefined;
  const { quiz } = await findQuizOf(db, { attempt, release });
  const kept = { order: shown.choices, chosen: attempt.answers[shown.item] ?? [] };
  return { choices: positionsOf(itemOf(quiz, shown.item), kept), version: attempt.versions[shown.item] ?? 0 };
}

/**
 * Whether the attempt's module is open. It was when the attempt was opened, and what was read and passed is never lost:
 * so only a release that the learner was moved to since then can have locked it, and only then is it asked.
 */
async function isStillOpen(
  db: Db,
  { attempt, enrolment, release }: { attempt: Attempt } & Pick<Acting, "enrolment" | "release">,
): Promise<boolean> {
  if (attempt.releaseId === release.id) return true;
  const evidence = await findEvidence(db, enrolment.id);
  return (
    findTakeable(progressIn({ course: release.course, evidence, asReviewer: enrolment.asReviewer }), attempt.quizId) !==
    undefined
  );
}

function chosenAt(
  { drawn }: Attempt,
  { quiz, item, choices }: { quiz: Quiz; item: number; choices: number[] },
): { itemId: string; chosen: string[] } | { refused: NotSaved } {
  const shown = drawn[item - 1];
  const question = quiz.items.find((candidate) => candidate.id === shown?.item);
  if (!shown || !question) return { refused: "no-such-item" };
  const answer = answerAt(question, { order: shown.choices, positions: choices });
  return "refused" in answer ? answer : { itemId: shown.item, chosen: answer.chosen };
}
