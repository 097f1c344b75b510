import type { Db } from "#db/open.ts";
import type { Item } from "../course/question.ts";
import { wordsIn } from "../course/text.ts";
import type { Course, Release } from "../course.ts";
import { listTallies, steps } from "../item-statistic.ts";
import { nameColumns, openRelease, type ReleaseName, toReleaseName } from "../release.ts";
import { type Advice, adviseOn, urgencyOf } from "./advice.ts";
import { type AnswerPart, partsWritten } from "./parts.ts";
import { discriminationOf, facilityOf, type Tally } from "./tally.ts";

/** The item statistics of one release of a course, and which others there are. */
export interface CourseStatistics {
  release: Release;
  /** The newest first. */
  releases: ReleaseName[];
  /** Items whose figures may be shown, what is most pressing first. */
  items: ItemStatistic[];
  /** Items with too few attempts yet, in the course's order. */
  notYet: (KnownItem & { attempts: number })[];
}

/** What authors are shown of an item that first attempts have answered often enough. */
export interface ItemStatistic extends KnownItem {
  /** How many first attempts the figures are from. */
  attempts: number;
  /** Whether these are so few that figures still move much: under 30 (CE-22). */
  isEarly: boolean;
  /** The mean score, from 0 to 1. */
  facility: number;
  /** From -1 to 1; null where it cannot be told. */
  discrimination: number | null;
  choices: (AnswerPart & { times: number; share: number })[];
  advice: Advice[];
}

/** An item by what an author finds it by. */
export interface KnownItem {
  id: string;
  quizId: string;
  module: number;
  objective: string;
  /** The beginning of its question. */
  opening: string;
}

const settled = 30;

/**
 * The item statistics of a release of a course, the newest unless another is named: three queries, and one more on a
 * process that has not read the release. Undefined for a course or a release that is not there.
 */
export async function findItemStatistics(
  db: Db,
  { courseId, releaseId }: { courseId: string; releaseId?: string },
): Promise<CourseStatistics | undefined> {
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
  const tallies = await listTallies(db, release.id);
  const known = knownItems(release.course).map((found) => {
    const own = tallies.find(({ quizId, itemId }) => quizId === found.known.quizId && itemId === found.known.id);
    const met = own?.attempts ?? 0;
    // In fives too: a count of one more would say that somebody has just sent their quiz.
    return { ...found, attempts: met - (met % steps.more), shown: own?.shown ?? null };
  });
  const items = known.flatMap(({ item, known, shown }) => (shown ? [toStatistic(item, known, shown)] : []));
  return {
    release,
    releases,
    items: items.sort(byPressing),
    notYet: known.flatMap(({ known, attempts, shown }) => (shown ? [] : [{ ...known, attempts }])),
  };
}

function knownItems({ modules }: Course): { item: Item; known: KnownItem }[] {
  return modules.flatMap(({ quiz }, at) =>
    (quiz?.items ?? []).map((item) => {
      const { id, objective, stem } = item;
      return { item, known: { id, quizId: quiz?.id ?? "", module: at + 1, objective, opening: openingOf(stem) } };
    }),
  );
}

function toStatistic(item: Item, known: KnownItem, tally: Tally): ItemStatistic {
  const choices = choicesOf(item, tally);
  return {
    ...known,
    attempts: tally.attempts,
    isEarly: tally.attempts < settled,
    facility: facilityOf(tally),
    discrimination: discriminationOf(tally),
    choices: choices.map((choice) => {
      const { times } = tally.chosen[choice.id] ?? { times: 0 };
      return { ...choice, times, share: times / tally.attempts };
    }),
    advice: adviseOn(tally, choices),
  };
}

/** The parts as written, and after them whatever else was answered, the most often first: none of that is right. */
function choicesOf(item: Item, { chosen }: Tally): AnswerPart[] {
  const written = partsWritten(item);
  const others = Object.entries(chosen).filter(([id]) => !written.some((part) => part.id === id));
  const byTimes = others.sort(([, a], [, b]) => b.times - a.times);
  return [...written, ...byTimes.map(([id]) => ({ id, correct: false }))];
}

/** Advice first, then the least telling, then the hardest. */
function byPressing(a: ItemStatistic, b: ItemStatistic): number {
  const telling = ({ discrimination }: ItemStatistic) => discrimination ?? 2;
  return urgencyOf(a.advice) - urgencyOf(b.advice) || telling(a) - telling(b) || a.facility - b.facility;
}

/** Enough of a question to know it again, cut between words. */
function openingOf(stem: Item["stem"]): string {
  const words = wordsIn(stem);
  return words.length <= 90 ? words : `${words.slice(0, 90).replace(/\s\S*$/, "")}\u00a0…`;
}
