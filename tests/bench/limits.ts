import type { Rounded } from "./drive.ts";
import type { PageCost } from "./measure.ts";
import { type Report, table } from "./report.ts";

interface Limit {
  of: string;
  most?: number;
  fewest?: number;
  /** The median of the rounds, and the quietest round: a shared machine can only make a round dearer. */
  median: number;
  quietest: number;
}

/** What the project promises of its speed, with what was measured: held where the quietest round holds. */
export function limitsTable(report: Report): string {
  const rows = limitsOf(report).map((limit) => [
    limit.of,
    limit.most !== undefined ? `at most ${limit.most}` : `at least ${limit.fewest}`,
    shown(limit.median),
    shown(limit.quietest),
    isHeld(limit) ? "held" : "NOT HELD",
  ]);
  return table(["Promise", "Limit", "median", "quietest round", ""], rows);
}

function isHeld({ most = Number.POSITIVE_INFINITY, fewest = 0, quietest }: Limit): boolean {
  return quietest <= most && quietest >= fewest;
}

function limitsOf({ pages, scaled }: Report): Limit[] {
  const lesson = named(pages, "lesson");
  const [mine, control, bare] = [lesson.attune[8], lesson.control?.[8], lesson.bare[8]];
  const same = named(pages, "lesson-304").attune[8];
  const sitting = named(pages, "sitting").attune[8];
  const p99 = lesson.attune[32];
  const rate = (mine?.rate ?? 0) / (bare?.rate ?? 1);
  const [few, many] = [scaled[0]?.costs.lesson ?? Number.NaN, scaled.at(-1)?.costs.lesson ?? Number.NaN];
  return [
    { of: "Lesson, ms of processor", most: 0.9, ...both(mine, (one) => one.cpu) },
    { of: "Lesson, share of plain Remix's", most: 0.45, ...ratio(mine, control) },
    { of: "Lesson, share of the bare server's rate", fewest: 0.04, median: rate, quietest: rate },
    { of: "Lesson, p99 in ms at 32 connections", most: 80, ...both(p99, (one) => one.p99) },
    { of: "304 of a lesson, share of a full answer", most: 0.4, ...ratio(same, mine) },
    { of: "Lesson, most learners to fewest", most: 1.1, median: many / few, quietest: many / few },
    { of: "Whole sitting, ms of processor", most: 12, ...both(sitting, (one) => one.cpu) },
  ];
}

function named(pages: PageCost[], key: string): PageCost {
  const page = pages.find((page) => page.key === key);
  if (!page) throw new Error(`${key} was not measured.`);
  return page;
}

function both(drive: Rounded | undefined, figure: (one: { cpu: number; p99: number }) => number) {
  if (!drive) throw new Error("A page was not driven at these connections.");
  return { median: figure(drive), quietest: figure(drive.least) };
}

function ratio(part: Rounded | undefined, whole: Rounded | undefined) {
  const [one, other] = [both(part, ({ cpu }) => cpu), both(whole, ({ cpu }) => cpu)];
  return { median: one.median / other.median, quietest: one.quietest / other.quietest };
}

function shown(figure: number): string {
  return figure >= 10 ? figure.toFixed(1) : figure.toFixed(2);
}
