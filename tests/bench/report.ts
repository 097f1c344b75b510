import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Rounded } from "./drive.ts";
import { limitsTable } from "./limits.ts";
import { connections, type PageCost } from "./measure.ts";
import { workloads } from "./workloads.ts";

export interface Report {
  /** When it was measured, how long each drive took in seconds, and how many rounds are behind each median. */
  at: string;
  seconds: number;
  rounds: number;
  scales: number[];
  pages: PageCost[];
  /** Milliseconds of processor time of one request at eight connections, by page. */
  scaled: { learners: number; costs: Record<string, number> }[];
}

const page = "docs/performance.md";
const picture = "docs/pictures/cost-by-learners.svg";

/** What was measured, as the tables of docs/performance.md. */
export function tablesOf(report: Report): string {
  return [surroundings(report), limitsTable(report), pagesTable(report), controlTable(report), scaleTable(report)].join(
    "\n\n",
  );
}

/** Puts the tables and the plot into docs, where the last ones stood. */
export function keepReport(report: Report, plot: string): void {
  const text = readFileSync(page, "utf8");
  const [before, after] = [text.split("<!-- measured -->")[0], text.split("<!-- /measured -->")[1]];
  if (before === undefined || after === undefined) throw new Error(`${page} does not say where the tables stand.`);
  const tables = tablesOf(report);
  writeFileSync(
    page,
    `${before}<!-- measured -->\n${tables}\n\n![Cost of a request by learners](pictures/cost-by-learners.svg)\n<!-- /measured -->${after}`,
  );
  writeFileSync(picture, plot);
}

function surroundings({ at, seconds, rounds }: Report): string {
  const model = cpus()[0]?.model ?? "an unknown processor";
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${model}`;
  return `Measured ${at.slice(0, 10)} on ${machine}, server and driver on the same machine. Medians of ${rounds} rounds of ${seconds} s.`;
}

function pagesTable({ pages, scales }: Report): string {
  const head = [
    "Page",
    "queries",
    "bytes",
    "ms of processor",
    "quietest round",
    "of bare",
    ...connections.map((many) => `${many}: per second, p50, p99 in ms`),
  ];
  const rows = pages.map((cost) => {
    const { attune, bare } = cost;
    const share = (attune[8]?.rate ?? 0) / (bare[8]?.rate ?? 1);
    return [
      cost.name,
      cost.queries,
      cost.bytes,
      ms(attune[8]),
      attune[8]?.least.cpu.toFixed(2) ?? "",
      share.toFixed(3),
      ...connections.map((many) => speed(attune[many])),
    ];
  });
  const learners = scales[Math.floor(scales.length / 2)];
  const told = `A practice of ${learners} learners. Processor time and the rate as a share of the bare server's are at 8 connections; a sitting is ${requestsOf(pages, "sitting")} requests, without script ${requestsOf(pages, "sitting-plain")}; its rates and costs are of the whole, its p50 and p99 of one request.`;
  return [told, table(head, rows)].join("\n\n");
}

function requestsOf(pages: PageCost[], workload: string): number {
  return pages.find(({ key }) => key === workload)?.requests ?? 0;
}

function controlTable({ pages }: Report): string {
  const lesson = pages.find(({ control }) => control);
  if (!lesson?.control) return "";
  const { attune, control, bare } = lesson;
  const rows = connections.map((many) => {
    const ratio = (attune[many]?.cpu ?? 0) / (control[many]?.cpu ?? 1);
    return [many, ms(attune[many]), ms(control[many]), ratio.toFixed(2), ms(bare[many], 3), speed(control[many])];
  });
  const head = [
    "Connections",
    "Attune, ms",
    "plain Remix, ms",
    "ratio",
    "bare server, ms",
    "plain Remix: per second, p50, p99 in ms",
  ];
  return ["The lesson page, beside the same page done the plain Remix way:", table(head, rows)].join("\n\n");
}

function scaleTable({ scaled }: Report): string {
  const keys = Object.keys(scaled[0]?.costs ?? {});
  const names = keys.map((key) => workloads.find((workload) => workload.key === key)?.name ?? key);
  const rows = scaled.map(({ learners, costs }) => [learners, ...keys.map((key) => costs[key]?.toFixed(2) ?? "")]);
  return [
    "Milliseconds of processor time of one request at 8 connections, by how many learners the practice has; each on a fresh process after a short round, so dearer than above:",
    table(["Learners", ...names], rows),
  ].join("\n\n");
}

function ms(drive: Rounded | undefined, digits = 2): string {
  return drive ? drive.cpu.toFixed(digits) : "";
}

function speed(drive: Rounded | undefined): string {
  return drive
    ? `${drive.rate.toFixed(drive.rate < 100 ? 1 : 0)}, ${drive.p50.toFixed(0)}, ${drive.p99.toFixed(0)}`
    : "";
}

/** Rows as Markdown. */
export function table(head: (string | number)[], rows: (string | number)[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
