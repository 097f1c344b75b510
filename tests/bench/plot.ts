import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import type { Report } from "./report.ts";
import { workloads } from "./workloads.ts";

const names = new Map(workloads.map(({ key, name }) => [key, name]));

const width = 640;
const height = 320;
const margin = { top: 16, right: 140, bottom: 44, left: 48 };

/** Cost against learners as an SVG, in colours that stand on light and dark alike; the table says the same. */
export function plotOf({ scaled }: Report): string {
  const learners = scaled.map((one) => one.learners);
  const keys = Object.keys(scaled[0]?.costs ?? {});
  const highest = Math.max(...scaled.flatMap(({ costs }) => Object.values(costs)));
  const x = scaleLog([Math.min(...learners), Math.max(...learners)], [margin.left, width - margin.right]);
  const y = scaleLinear([0, highest], [height - margin.bottom, margin.top]).nice();
  const ticks = y.ticks(5).map((tick) => text(margin.left - 8, y(tick) + 4, tick.toFixed(1), "end") + rule(y(tick)));
  const below = learners.map((many) =>
    text(x(many), height - margin.bottom + 20, many.toLocaleString("en-GB"), "middle"),
  );
  const drawn = keys.map((key, at) => {
    const points = scaled.map(({ learners, costs }): [number, number] => [x(learners), y(costs[key] ?? 0)]);
    const [lastX, lastY] = points.at(-1) ?? [0, 0];
    const dash = at === 0 ? "" : ` stroke-dasharray="${2 + 2 * at} ${2 + at}"`;
    const path = `<path d="${line()(points)}" fill="none" stroke="#5b7fb4" stroke-width="2"${dash}/>`;
    return path + text(lastX + 8, lastY + 4, names.get(key) ?? key, "start");
  });
  const axes = [
    text((margin.left + width - margin.right) / 2, height - 6, "learners in the practice", "middle"),
    text(4, 11, "ms of processor time per request", "start"),
  ];
  const title = "<title>Processor time of a request by the number of learners</title>";
  const body = [title, ...ticks, ...below, ...axes, ...drawn].join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12" fill="#767676">\n${body}\n</svg>\n`;
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end"): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
}

function rule(y: number): string {
  return `<path d="M${margin.left},${y.toFixed(1)}H${width - margin.right}" stroke="#767676" stroke-opacity="0.25"/>`;
}
