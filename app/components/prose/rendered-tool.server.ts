import type { Tool } from "#app/domain/course/tool.ts";
import type { Release } from "#app/domain/course.ts";
import { renderBlocks, renderInline } from "./render.server.tsx";
import type { ShownSheet } from "./tool-sheet.tsx";

/** A practice tool's sheet. Few open one, so that it is made when asked for. */
export function renderedTool(
  { course }: Pick<Release, "course">,
  { id, title, summary, pages, reviewed, body, cites }: Tool,
): ShownSheet {
  return {
    id,
    title,
    summary,
    pages,
    reviewed,
    body: renderBlocks(body, course, { citesLink: false }),
    references: course.references
      .filter((reference) => cites.includes(reference.id))
      .map((reference) => ({ id: reference.id, pieces: renderInline(reference.entry, course) })),
  };
}
