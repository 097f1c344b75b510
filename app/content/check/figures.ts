import { type Fault, faultAt } from "#app/content/faults.ts";
import { filesOf, type WrittenCourse } from "#app/content/read/course.ts";
import { isTag, placeOfNode } from "#app/content/read/document.ts";

/** Every figure shows a file of media/, and every file of media/ is shown. */
export function checkFigures(written: WrittenCourse): Fault[] {
  const { media } = written;
  const figures = filesOf(written).flatMap(({ file: { document } }) =>
    document.nodes
      .filter((node) => isTag(node, "figure"))
      .map((node) => ({ place: placeOfNode(document, node), file: String(node.attributes.file ?? "") })),
  );
  const missing = figures
    .filter(({ file }) => file !== "" && !media.some(({ name }) => name === file))
    .map(({ place, file }) => faultAt(place, "media-missing", `there is no media/${file}`));
  const unused = media
    .filter(({ name, kind }) => kind !== "broken" && !figures.some(({ file }) => file === name))
    .map(({ path }) => faultAt({ path, line: 1, column: 1 }, "media-unused", "stands in no figure"));
  return [...missing, ...unused];
}
