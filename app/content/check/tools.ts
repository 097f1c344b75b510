import { type Fault, faultAt } from "#app/content/faults.ts";
import type { WrittenCourse, WrittenModule } from "#app/content/read/course.ts";
import { isTag, placeOfNode } from "#app/content/read/document.ts";
import { nameOfTool } from "#app/content/read/tool.ts";

/** Each practice tool is placed in a lesson of its module, once; each place names one that is there. */
export function checkTools({ modules }: WrittenCourse): Fault[] {
  return modules.flatMap(checkPlaces);
}

function checkPlaces({ lessons, tools }: WrittenModule): Fault[] {
  const names = new Set(tools.map(nameOfTool));
  const seen = new Set<string>();
  const placed = lessons.flatMap(({ document }) =>
    document.nodes.flatMap((node) => {
      const name: unknown = node.attributes.file;
      if (!isTag(node, "tool") || typeof name !== "string") return [];
      const place = placeOfNode(document, node);
      if (!names.has(name)) return [faultAt(place, "unknown-tool", `the module has no tool-${name}.md`)];
      if (seen.has(name)) return [faultAt(place, "tool-placed-twice", `the tool "${name}" stands in a lesson already`)];
      seen.add(name);
      return [];
    }),
  );
  const left = tools.filter((file) => !seen.has(nameOfTool(file)));
  return [
    ...placed,
    ...left.map(({ source }) =>
      faultAt({ path: source.path, line: 1, column: 1 }, "tool-not-placed", "no lesson of the module places it"),
    ),
  ];
}
