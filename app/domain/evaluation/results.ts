import type { Db } from "#db/open.ts";
import type { Release } from "../course.ts";
import { nameColumns, openRelease, type ReleaseName, toReleaseName } from "../release.ts";
import { asksForEvaluation, type EvaluationQuestion, questionsOf, type Ratings, ratings } from "./questions.ts";

/** What those who finished a release said of it, as far as it may be told. */
export interface EvaluationResults {
  release: Release;
  /** The newest first. */
  releases: ReleaseName[];
  /** Whether this release asks at all. */
  isAsked: boolean;
  /** How many are told of: 0, or five and more. */
  people: number;
  questions: QuestionResult[];
  /** In the order of random ids: it says nothing of who sent one or when. */
  comments: string[];
}

export interface QuestionResult {
  question: EvaluationQuestion;
  /** How many gave 1, 2, 3, 4, 5. */
  counts: number[];
  /** Null while nothing is told. */
  mean: number | null;
}

/**
 * The evaluations of one release of a course, the newest unless another is named, in steps of five: two queries, and
 * one more on a process that has not read the release. Undefined for a course or a release that is not there.
 */
export async function findEvaluations(
  db: Db,
  { courseId, releaseId }: { courseId: string; releaseId?: string },
): Promise<EvaluationResults | undefined> {
  const rows = await db
    .selectFrom("course_release")
    .select(nameColumns)
    .where("course_id", "=", courseId)
    .orderBy("version_order", "desc")
    .execute();
  const releases = rows.map(toReleaseName);
  const name = releaseId === undefined ? releases[0] : releases.find(({ id }) => id === releaseId);
  if (!name) return undefined;
  const release = await openRelease(db, name);
  const told = await listTold(db, release.id);
  return {
    release,
    releases,
    isAsked: asksForEvaluation(release.course),
    people: told.length,
    questions: questionsOf(release.course).map((question) => resultOf(question, told)),
    comments: told.flatMap(({ comment }) => (comment === null ? [] : [comment])),
  };
}

interface Told {
  answers: Ratings;
  comment: string | null;
}

async function listTold(db: Db, releaseId: string): Promise<Told[]> {
  const rows = await db
    .selectFrom("evaluation")
    .select(["answers", "comment"])
    .where("release_id", "=", releaseId)
    .where("told", "=", 1)
    .orderBy("id")
    .execute();
  return rows.map(({ answers, comment }) => ({ answers: JSON.parse(answers), comment }));
}

function resultOf(question: EvaluationQuestion, told: Told[]): QuestionResult {
  const given = told.flatMap(({ answers }) => answers[question.id] ?? []);
  const sum = given.reduce<number>((sum, one) => sum + one, 0);
  return {
    question,
    counts: ratings.map((rating) => given.filter((one) => one === rating).length),
    mean: given.length === 0 ? null : sum / given.length,
  };
}
