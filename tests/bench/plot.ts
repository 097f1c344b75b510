import type { Report } from "./report.ts";
export function plotOf(_r: Report): string {
  return "";
}
