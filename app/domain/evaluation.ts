import canonicalize from "canonicalize";
import { newRandomId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { completeIfDue } from "./completion.ts";
import type { Acting } from "./enrolment.ts";
import {
  asksForEvaluation,
  isReadyToEvaluate,
  questionsOf,
  type Ratings,
  stepOfEvaluations,
} from "./evaluation/questions.ts";
import { findEvidence } from "./progress/evidence.ts";
import { progressIn } from "./progress.ts";

/**
 * Sends an evaluation: that it was sent is kept with the enrolment, what it says apart, under a random id, with its
 * release and its month, and nothing leads from one to the other. Once; a second one is answered like the first and
 * not kept; nor is one where the record stands already, which it was given for. May complete the course. Refused before the course's lessons, cases and quizzes are done, and while a
 * question is open. Undefined where the release asks for none.
 */
export async function sendEvaluation(
  db: Db,
  { enrolment, release, ratings, comment, url, now }: Sending,
): Promise<{ sent: true } | { refused: "not-yet" | "unanswered" } | undefined> {
  const { course } = release;
  if (!asksForEvaluation(course)) return undefined;
  const asked = questionsOf(course).map(({ id }) => [id, ratings[id]]);
  if (asked.some(([, rating]) => rating === undefined)) return { refused: "unanswered" };

  return transact(db, async (db) => {
    const evidence = await findEvidence(db, enrolment.id);
    if (evidence.record) return { sent: true };
    if (!isReadyToEvaluate(progressIn({ course, evidence }).conditions)) return { refused: "not-yet" };
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("evaluation_sent")
      .values({ enrolment_id: enrolment.id })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return { sent: true };

    const answers = canonicalize(Object.fromEntries(asked)) ?? "";
    await mixIn(db, { release_id: release.id, month: monthOf(now), answers, comment: comment || null });
    await completeIfDue(db, { enrolment, release, url, now });
    return { sent: true };
  });
}

interface Sending extends Acting {
  ratings: Partial<Ratings>;
  /** "" for none. */
  comment: string;
  url: string;
}

/**
 * Adds the answers to those of their release; at every fifth, all that is held is told. Every month that is touched is
 * written anew in the order of its random ids: PostgreSQL keeps with each row where it lies and which transaction wrote
 * it, and the one that wrote a single row also wrote who sent it.
 */
async function mixIn(
  db: Db,
  added: { release_id: string; month: string; answers: string; comment: string | null },
): Promise<void> {
  const held = await db
    .selectFrom("evaluation")
    .select("month")
    .where("release_id", "=", added.release_id)
    .where("told", "=", 0)
    .execute();
  const isStep = held.length + 1 >= stepOfEvaluations;
  const others = await db
    .deleteFrom("evaluation")
    .where("release_id", "=", added.release_id)
    .where("month", "in", isStep ? [added.month, ...held.map(({ month }) => month)] : [added.month])
    .returningAll()
    .execute();
  const all = [...others, { ...added, id: newRandomId(), told: 0 as const }];
  const rows = isStep ? all.map((row) => ({ ...row, told: 1 as const })) : all;
  for (const part of inParts(rows.sort((a, b) => (a.id < b.id ? -1 : 1)))) {
    await db.insertInto("evaluation").values(part).execute();
  }
}

/** A statement takes a limited number of values. */
function inParts<Row>(rows: Row[]): Row[][] {
  const size = 500;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));
}

/** In UTC: a zone would tell more than is wanted. */
function monthOf(now: Date): string {
  return now.toISOString().slice(0, 7);
}
