import type { Db } from "#db/open.ts";
import type { Item, Quiz } from "../course/question.ts";
import { wordsIn } from "../course/text.ts";
import type { Release } from "../course.ts";
import { findItemStatistics, type ItemStatistic } from "../item-statistic/view.ts";
import { listCourses } from "../release.ts";
import { type BlueprintRow, blueprintOf } from "./pack/blueprint.ts";

/** All that a reviewer of a course must see of its assessment, keys and rationales with it (CE-23). No learner ever. */
export interface AssessmentPack {
  course: { title: string; version: string; hash: string };
  authors: Release["course"]["authors"];
  hours: Release["course"]["hours"];
  blueprint: BlueprintRow[];
  quizzes: AssessedQuiz[];
}

export interface AssessedQuiz extends Pick<Quiz, "passMark" | "perPrinciple" | "attempts" | "wait" | "shuffle"> {
  module: number;
  /** Of the module. */
  title: string;
  /** How many items one sitting asks. */
  asked: number;
  items: AssessedItem[];
}

export interface AssessedItem {
  id: string;
  kind: Item["kind"];
  objective: string;
  principle: string | null;
  lesson: string;
  difficulty: number;
  author: string;
  reviewed: string | null;
  stem: string;
  /** The parts of the answer in the author's order, with what is right and why. */
  parts: { id: string; text: string; isRight: boolean; rationale: string }[];
  /** Only from ten first attempts on, in steps of five; null before. */
  statistic: Pick<ItemStatistic, "attempts" | "facility" | "discrimination"> | null;
}

/** A release whose assessment can be looked at. */
export interface Assessable {
  id: string;
  courseId: string;
  title: string;
  version: string;
}

/** Every release of every course, by title, the newest first. */
export async function listAssessable(db: Db): Promise<Assessable[]> {
  const courses = await listCourses(db);
  const rows = await db
    .selectFrom("course_release")
    .select(["id", "course_id", "version"])
    .orderBy("version_order", "desc")
    .execute();
  return courses.flatMap(({ id: courseId, newest }) => {
    const own = rows.filter(({ course_id }) => course_id === courseId);
    return own.map(({ id, version }) => ({ id, courseId, title: newest.course.title, version }));
  });
}

/**
 * The assessment of one release for a reviewer: every item with its key and rationales, the objectives they measure, the
 * rules of each quiz, and statistics as far as they may be told. Undefined for a release that is not there.
 */
export async function findAssessment(
  db: Db,
  of: { courseId: string; releaseId: string },
): Promise<AssessmentPack | undefined> {
  const found = await findItemStatistics(db, of);
  if (!found) return undefined;
  const { release, items } = found;
  const { course, hash } = release;
  return {
    course: { title: course.title, version: course.version, hash },
    authors: course.authors,
    hours: course.hours,
    blueprint: blueprintOf(course),
    quizzes: course.modules.flatMap(({ quiz, title }, at) =>
      quiz ? [assessedQuiz(quiz, { module: at + 1, title }, items)] : [],
    ),
  };
}

function assessedQuiz(
  quiz: Quiz,
  of: Pick<AssessedQuiz, "module" | "title">,
  statistics: ItemStatistic[],
): AssessedQuiz {
  const { passMark, perPrinciple, attempts, wait, shuffle, draw, items } = quiz;
  return {
    ...{ ...of, passMark, perPrinciple, attempts, wait, shuffle },
    asked: draw.reduce((sum, { count }) => sum + count, 0),
    items: items.map((item) => {
      const own = statistics.find(({ quizId, id }) => quizId === quiz.id && id === item.id);
      return assessedItem(item, own);
    }),
  };
}

function assessedItem(item: Item, own: ItemStatistic | undefined): AssessedItem {
  const { id, kind, objective, principle, lesson, difficulty, author, reviewed, stem } = item;
  const statistic = own ? { attempts: own.attempts, facility: own.facility, discrimination: own.discrimination } : null;
  const about = { id, kind, objective, principle, lesson, difficulty, author, reviewed };
  return { ...about, stem: wordsIn(stem), parts: partsOf(item), statistic };
}

/** As they stand, pairs and steps are the key. */
function partsOf(item: Item): AssessedItem["parts"] {
  if (item.kind === "matching")
    return item.pairs.map(({ id, left, right, rationale }) => {
      return { id, text: `${left} \u2192 ${right}`, isRight: true, rationale: wordsIn(rationale) };
    });
  if (item.kind === "ordering")
    return item.steps.map(({ id, text, rationale }, at) => {
      return { id, text: `${at + 1}. ${wordsIn(text)}`, isRight: true, rationale: wordsIn(rationale) };
    });
  return item.choices.map(({ id, text, correct, rationale }) => {
    return { id, text: wordsIn(text), isRight: correct, rationale: wordsIn(rationale) };
  });
}
