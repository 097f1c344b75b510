import canonicalize from "canonicalize";
import { newId, newSeed } from "#app/platform/chance.ts";
import { compiledOnce } from "#db/compiled.ts";
import { type Db, transact } from "#db/open.ts";
import { missedIn, type NotOpened, refusalToOpen } from "./attempt/policy.ts";
import type { Fraction } from "./attempt/scoring.ts";
import { completeIfDue } from "./completion.ts";
import type { Quiz } from "./course/question.ts";
import { findQuiz, type Module, type Release } from "./course.ts";
import { type Acting, type Enrolment, touchPlace } from "./enrolment.ts";
import { countIfFirst } from "./item-statistic.ts";
import { findEvidence, type Missed } from "./progress/evidence.ts";
import { findTakeable, progressIn } from "./progress.ts";
import { type Answers, type Drawn, draw, grade, unanswered } from "./quiz.ts";
import { findRelease } from "./release.ts";

/** One sitting of one quiz by one learner: opened, saved as one goes, submitted once, never edited after. */
export interface Attempt {
  id: string;
  quizId: string;
  /** The release it was opened on and is graded by. */
  releaseId: string;
  ordinal: number;
  drawn: Drawn[];
  answers: Answers;
  /** By item, how often its answer was saved, as its browser counts. */
  versions: Record<string, number>;
  openedAt: string;
  /** When the last answer was saved. */
  savedAt: string | null;
  outcome: { submittedAt: string; score: Fraction; passed: boolean; missed: Missed } | null;
}

/**
 * Opens an attempt at a quiz; while one is open, or when this form was sent before, that one is the answer. Opening
 * counts. Undefined for a quiz that is locked or not there.
 */
export async function openAttempt(
  db: Db,
  { enrolment, release, quizId, key, now }: Acting & { quizId: string; key: string },
): Promise<{ attempt: string } | { refused: NotOpened } | undefined> {
  const form_key = [enrolment.id, quizId, key].join("/");
  return transact(db, async (db) => {
    const evidence = await findEvidence(db, enrolment.id);
    const found = findTakeable(
      progressIn({ course: release.course, evidence, asReviewer: enrolment.asReviewer }),
      quizId,
    );
    if (!found) return undefined;
    if (found.quiz.open) return { attempt: found.quiz.open.id };
    const sent = await db.selectFrom("attempt").select("id").where("form_key", "=", form_key).executeTakeFirst();
    if (sent) return { attempt: sent.id };
    const refused = refusalToOpen(found.quiz, now);
    if (refused) return { refused };

    const past = evidence.attempts.filter((attempt) => attempt.quizId === quizId);
    const id = newId();
    const seed = newSeed();
    const drawn = draw(found.quiz.quiz, { seed, seen: await findSeen(db, enrolment.id, quizId) });
    await db
      .insertInto("attempt")
      .values({
        id,
        enrolment_id: enrolment.id,
        quiz_id: quizId,
        ordinal: past.length + 1,
        release_id: release.id,
        form_key,
        seed,
        drawn: canonicalText(drawn),
        opened_at: now.toISOString(),
        submitted_at: null,
        score_top: null,
        score_bottom: null,
        passed: null,
        missed: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await touchPlace(db, { enrolmentId: enrolment.id, lessonId: null, anchor: null, now });
    return { attempt: id };
  });
}

/** A learner's own attempt with its answers; another's is not there. */
export async function findAttempt(
  db: Db,
  { enrolment, attemptId }: { enrolment: Pick<Enrolment, "id">; attemptId: string },
): Promise<Attempt | undefined> {
  const rows = await findRows(db, attemptId, enrolment.id);
  const [row] = rows;
  if (!row) return undefined;
  const { submitted_at: submittedAt, score_top: top, score_bottom: bottom, passed, missed } = row;
  const isClosed = submittedAt !== null && top !== null && bottom !== null;
  return {
    id: row.id,
    quizId: row.quiz_id,
    releaseId: row.release_id,
    ordinal: row.ordinal,
    drawn: JSON.parse(row.drawn),
    answers: Object.fromEntries(rows.flatMap((row) => (row.item_id ? [[row.item_id, parseChosen(row.chosen)]] : []))),
    versions: Object.fromEntries(rows.flatMap((row) => (row.item_id ? [[row.item_id, row.version ?? 0]] : []))),
    openedAt: row.opened_at,
    savedAt: rows.map((row) => row.saved_at).reduce((a, b) => ((a ?? "") > (b ?? "") ? a : b), null),
    outcome: isClosed
      ? { submittedAt, score: { top, bottom }, passed: passed === 1, missed: parseMissed(missed) }
      : null,
  };
}

const findRows = compiledOnce((db, id, enrolmentId) =>
  db
    .selectFrom("attempt")
    .leftJoin("attempt_answer", "attempt_answer.attempt_id", "attempt.id")
    .select([
      "id",
      "quiz_id",
      "release_id",
      "ordinal",
      "drawn",
      "opened_at",
      "submitted_at",
      "score_top",
      "score_bottom",
    ])
    .select(["passed", "missed", "item_id", "chosen", "saved_at", "version"])
    .where("attempt.id", "=", id)
    .where("enrolment_id", "=", enrolmentId),
);

/**
 * Grades a learner's open attempt and closes it, once: a second submit is answered like the first. Refused while an
 * item has no answer. A pass may complete the course. Undefined for another's attempt.
 */
export async function submitAttempt(
  db: Db,
  { enrolment, release, attemptId, url, now }: Acting & { attemptId: string; url: string },
): Promise<{ attempt: string } | { refused: "unanswered"; items: number[] } | undefined> {
  return transact(db, async (db) => {
    const attempt = await findAttempt(db, { enrolment, attemptId });
    if (!attempt) return undefined;
    if (attempt.outcome) return { attempt: attempt.id };
    const items = unanswered(attempt);
    if (items.length > 0) return { refused: "unanswered", items };

    const { quiz, module } = await findQuizOf(db, { attempt, release });
    const { score, passed, missed: objectives } = grade(quiz, attempt);
    const evidence = await findEvidence(db, enrolment.id);
    const missed = missedIn(module, { objectives, evidence });
    await db
      .updateTable("attempt")
      .set({
        submitted_at: now.toISOString(),
        score_top: score.top,
        score_bottom: score.bottom,
        passed: passed ? 1 : 0,
        missed: canonicalText(missed),
      })
      .where("id", "=", attempt.id)
      .execute();
    if (!enrolment.asReviewer) await countIfFirst(db, { enrolment, evidence, quiz, sitting: attempt });
    await touchPlace(db, { enrolmentId: enrolment.id, lessonId: null, anchor: null, now });
    if (passed) await completeIfDue(db, { enrolment, release, url, now });
    return { attempt: attempt.id };
  });
}

/** The quiz of an attempt with its module, as the release has them that it was opened on. */
export async function findQuizOf(
  db: Db,
  { attempt, release }: { attempt: Attempt; release: Release },
): Promise<{ quiz: Quiz; module: Module }> {
  const { course } = attempt.releaseId === release.id ? release : await findRelease(db, attempt.releaseId);
  const found = findQuiz(course, attempt.quizId);
  if (!found) throw new Error(`Release ${attempt.releaseId} has no quiz ${attempt.quizId}.`);
  return found;
}

/** By item, the ordinal of the last attempt that showed it. */
async function findSeen(db: Db, enrolmentId: string, quizId: string): Promise<Record<string, number>> {
  const attempts = await db
    .selectFrom("attempt")
    .select(["ordinal", "drawn"])
    .where("enrolment_id", "=", enrolmentId)
    .where("quiz_id", "=", quizId)
    .orderBy("ordinal")
    .execute();
  const seen: Record<string, number> = {};
  for (const { ordinal, drawn } of attempts) {
    const items: Drawn[] = JSON.parse(drawn);
    for (const { item } of items) seen[item] = ordinal;
  }
  return seen;
}

/** Retention may have emptied it. */
function parseMissed(missed: string | null): Missed {
  return missed === null ? { objectives: [], lessons: {} } : JSON.parse(missed);
}

function parseChosen(chosen: string | null): string[] {
  return chosen === null ? [] : JSON.parse(chosen);
}

function canonicalText(value: unknown): string {
  return canonicalize(value) ?? "";
}
