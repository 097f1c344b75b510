import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import type { AnyFile } from "#app/content/read/course.ts";
import { isTag, placeOfNode, type Written } from "#app/content/read/document.ts";
import { isOneParagraph } from "#app/content/read/question.ts";
import { labelsIn } from "#app/content/tags/scale.ts";

/** The self-assessments of a lesson, in the order of the text. */
export function selfAssessmentsIn({ document }: AnyFile): Written[] {
  return document.nodes.filter((node) => isTag(node, "self-assessment"));
}

export function scalesIn(node: Written): Written[] {
  return node.children.filter((child) => isTag(child, "scale"));
}

/** Each self-assessment can be rated, and its guide says something of every sum that it can come to. */
export function checkSelfAssessments(file: AnyFile): Fault[] {
  return selfAssessmentsIn(file).flatMap((node) => checkOne(file, node));
}

function checkOne({ document }: AnyFile, node: Written): Fault[] {
  const fault = (at: Written, id: FaultId, message: string) => faultAt(placeOfNode(document, at), id, message);
  const scales = scalesIn(node);
  const bands = node.children.filter((child) => isTag(child, "band"));
  const first = node.children.findIndex((child) => isTag(child, "scale"));
  const astray = node.children.slice(first < 0 ? node.children.length : first);
  const alone = [...scales, ...bands].filter(({ children }) => !isOneParagraph(children));
  return [
    ...(scales.length === 0 ? [fault(node, "parts-too-few", "{% self-assessment %} has 0 scales")] : []),
    ...astray
      .filter((child) => !isTag(child, "scale") && !isTag(child, "band"))
      .map((piece) => fault(piece, "content-misplaced", "text stands after a scale")),
    ...alone.map((part) => fault(part, "not-one-paragraph", `a ${part.tag} is not one paragraph`)),
    ...(areWhole(scales, bands) ? [] : [fault(node, "bands-incomplete", "the bands leave sums out, or meet twice")]),
  ];
}

/** From 0 to the most points, each band from the number after the one before. */
function areWhole(scales: Written[], bands: Written[]): boolean {
  const most = scales.reduce((sum, { attributes }) => sum + labelsIn(String(attributes.labels ?? "")).length - 1, 0);
  const next = bands.reduce((from, { attributes }) => {
    return attributes.from === from && attributes.to >= from ? Number(attributes.to) + 1 : Number.NaN;
  }, 0);
  return bands.length === 0 || next === most + 1;
}
