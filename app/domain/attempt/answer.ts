import { type Db, transact } from "#db/open.ts";
import { type Attempt, findAttempt, findQuizOf } from "../attempt.ts";
import type { Quiz } from "../course/question.ts";
import { type Acting, touchPlace } from "../enrolment.ts";
import { answerAt } from "../quiz/kinds.ts";
import type { NotAnAnswer } from "../quiz/positions.ts";

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

/**
 * Keeps the answer to one item of an open attempt. Refused, with nothing lost, for an attempt that is submitted, for
 * positions that are not there, and for a saving older than the one that stands, unless it says the same.
 * Undefined for another's attempt.
 */
export async function saveAnswer(
  db: Db,
  { enrolment, release, attemptId, item, choices, version, now }: Answering,
): Promise<{ savedAt: string } | { refused: NotSaved } | undefined> {
  return transact(db, async (db) => {
    const attempt = await findAttempt(db, { enrolment, attemptId });
    if (!attempt) return undefined;
    if (attempt.outcome) return { refused: "closed" };
    const { quiz } = await findQuizOf(db, { attempt, release });
    const chosen = chosenAt(attempt, { quiz, item, choices });
    if ("refused" in chosen) return chosen;

    const { itemId } = chosen;
    const standing = attempt.versions[itemId] ?? 0;
    const saved = { chosen: JSON.stringify(chosen.chosen), saved_at: now.toISOString() };
    if (version !== undefined && version <= standing) {
      const isSame = JSON.stringify(attempt.answers[itemId]) === saved.chosen;
      return isSame ? { savedAt: attempt.savedAt ?? saved.saved_at } : { refused: "older" };
    }
    const counted = { ...saved, version: version ?? standing + 1 };
    await db
      .insertInto("attempt_answer")
      .values({ attempt_id: attempt.id, item_id: itemId, ...counted })
      .onConflict((conflict) => conflict.columns(["attempt_id", "item_id"]).doUpdateSet(counted))
      .execute();
    await touchPlace(db, { enrolmentId: enrolment.id, lessonId: null, anchor: null, now });
    return { savedAt: saved.saved_at };
  });
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
