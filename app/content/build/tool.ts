import type { z } from "zod";
import type { toolFields } from "#app/content/frontmatter.ts";
import type { CourseFile } from "#app/content/read/file.ts";
import type { Linked } from "#app/content/tag.ts";
import type { Tool } from "#app/domain/course/tool.ts";
import { anchorsOf } from "./anchors.ts";
import { citesInNodes, elementsOf } from "./elements.ts";

/** Builds a practice tool from a file without faults. */
export function buildTool(
  { document, fields }: { document: CourseFile<unknown>["document"]; fields: z.output<typeof toolFields> },
  linked: Linked,
): Tool {
  const body = elementsOf(document.root.children, { ...linked, anchors: anchorsOf(document.root) });
  return { ...fields, id: fields.id ?? "", body, cites: [...new Set(citesInNodes(body))] };
}
