import type { CourseStatistics, ItemStatistic, KnownItem } from "#app/domain/item-statistic/view.ts";
import { author } from "#app/messages/author.ts";
import { toCsv } from "../csv.ts";

const words = author.statistics;

const columns = [
  "version",
  "quiz",
  "item",
  "module",
  "objective",
  "question",
  "first attempts",
  "facility",
  "discrimination",
  "choices",
  "right",
  "advice",
];

/**
 * Item statistics as comma-separated values: the figures of the page and no others, an empty cell where there is none.
 */
export function statisticsAsCsv({ release, items, notYet }: CourseStatistics): string {
  const rows = [
    ...items.map((item) => [...placeOf(release.version, item), ...figuresOf(item)]),
    ...notYet.map((item) => [...placeOf(release.version, item), "", "", "", "", "", words.notYet]),
  ];
  return toCsv([columns, ...rows]);
}

function placeOf(version: string, { quizId, id, module, objective, opening }: KnownItem): string[] {
  return [version, quizId, id, String(module), objective, opening];
}

function figuresOf({ attempts, facility, discrimination, choices, advice }: ItemStatistic): string[] {
  return [
    String(attempts),
    facility.toFixed(3),
    discrimination === null ? "" : discrimination.toFixed(3),
    choices.map(({ id, share }) => `${id}:${share.toFixed(3)}`).join(" "),
    choices.flatMap(({ id, correct }) => (correct ? [id] : [])).join(" "),
    advice.map(({ kind, choices }) => words.advise[kind](choices)).join(" "),
  ];
}
