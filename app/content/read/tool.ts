import type { Source } from "./source.ts";

/** The name by which a lesson places a practice tool: what its file is called. */
export function nameOfTool({ source }: { source: Source }): string {
  return /tool-([^/]+)\.md$/.exec(source.path)?.[1] ?? "";
}
