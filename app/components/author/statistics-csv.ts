import type { CourseStatistics, ItemStatistic, KnownItem } from "#app/domain/item-statistic/view.ts";
import { author } from "#app/messages/author.ts";

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
 * Item statistics as comma-separated values (RFC 4180): the figures of the page and no others, an empty cell where
 * there is none. Text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function statisticsAsCsv({ release, items, notYet }: CourseStatistics): string {
  const rows = [
    ...items.map((item) => [...placeOf(release.version, item), ...figuresOf(item)]),
    ...notYet.map((item) => [...placeOf(release.version, item), "", "", "", "", "", words.notYet]),
  ];
  return [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
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

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
