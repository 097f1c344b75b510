import type { Db } from "#db/open.ts";
import { accountsOf } from "./person/accounts.ts";
import { findEvidence, type IssuedRecord } from "./progress/evidence.ts";
import { findRelease } from "./release.ts";

/** What a learner did in an earlier cycle of a course: names, dates and scores; no answers, and no explanations. */
export interface EarlierCycle {
  cycle: number;
  courseId: string;
  title: string;
  version: string;
  enrolledAt: string;
  record: IssuedRecord | null;
  lessons: { id: string; title: string; readAt: string | null }[];
  attempts: EarlierAttempt[];
}

interface EarlierAttempt {
  id: string;
  title: string;
  /** Counted from one, for each quiz. */
  number: number;
  sentAt: string | null;
  score: { top: number; bottom: number } | null;
  passed: boolean;
}

interface Asked {
  personId: string;
  courseId: string;
  cycle: number;
}

/**
 * An earlier cycle as its learner did it, on its own release. Why an answer was right is not told: the quizzes of the
 * cycle under way may ask the same. Undefined for the newest cycle, and for one that is not there.
 */
export async function earlierCycleForLearner(
  db: Db,
  { personId, courseId, cycle }: Asked,
): Promise<EarlierCycle | undefined> {
  const rows = await db
    .selectFrom("enrolment")
    .select(["id", "cycle", "release_id", "enrolled_at"])
    .where("person_id", "in", accountsOf(db, personId))
    .where("course_id", "=", courseId)
    .where("cycle", ">=", cycle)
    .orderBy("cycle")
    .limit(2)
    .execute();
  const [earlier, later] = rows;
  if (!later || earlier?.cycle !== cycle) return undefined;
  const { course } = await findRelease(db, earlier.release_id);
  const evidence = await findEvidence(db, earlier.id);
  const lessons = course.modules.flatMap(({ lessons }) => lessons);
  const quizzes = new Map(course.modules.flatMap(({ title, quiz }) => (quiz ? [[quiz.id, title]] : [])));
  return {
    cycle,
    courseId,
    title: course.title,
    version: course.version,
    enrolledAt: earlier.enrolled_at,
    record: evidence.record,
    lessons: lessons.map(({ id, title }) => ({ id, title, readAt: evidence.reads[id]?.at ?? null })),
    attempts: await listAttempts(db, earlier.id, quizzes),
  };
}

async function listAttempts(db: Db, enrolmentId: string, quizzes: Map<string, string>): Promise<EarlierAttempt[]> {
  const rows = await db
    .selectFrom("attempt")
    .select(["id", "quiz_id", "ordinal", "submitted_at", "score_top", "score_bottom", "passed"])
    .where("enrolment_id", "=", enrolmentId)
    .orderBy("opened_at")
    .orderBy("id")
    .execute();
  return rows.map(({ id, quiz_id, ordinal, submitted_at, score_top: top, score_bottom: bottom, passed }) => ({
    id,
    title: quizzes.get(quiz_id) ?? "",
    number: ordinal,
    sentAt: submitted_at,
    score: top === null || bottom === null ? null : { top, bottom },
    passed: passed === 1,
  }));
}
