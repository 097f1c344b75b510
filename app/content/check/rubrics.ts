import { type Fault, faultAt } from "#app/content/faults.ts";
import { type AnyFile, filesOf, type WrittenCourse } from "#app/content/read/course.ts";
import { isTag, placeOfNode, type Written } from "#app/content/read/document.ts";
import { isOneParagraph } from "#app/content/read/question.ts";

/** The rubrics of a lesson, in the order of the text. */
export function rubricsIn({ document }: AnyFile): Written[] {
  return document.nodes.filter((node) => isTag(node, "rubric"));
}

export function criteriaIn(node: Written): Written[] {
  return node.children.filter((child) => isTag(child, "criterion"));
}

/** A course that asks for a sign-off has one rubric, and no course has two; each says what is looked for. */
export function checkRubrics(written: WrittenCourse): Fault[] {
  const files = filesOf(written).map(({ file }) => file);
  const all = files.flatMap((file) => rubricsIn(file).map((node) => ({ file, node })));
  const { course } = written;
  const isAsked = course?.fields?.completion.includes("signed-off") ?? false;
  return [
    ...(course && isAsked && all.length === 0
      ? [faultAt(course.keyAt(["completion"]), "rubric-missing", "no lesson has a rubric to sign off")]
      : []),
    ...all
      .slice(1)
      .map(({ file, node }) =>
        faultAt(placeOfNode(file.document, node), "rubric-repeated", "the course has a rubric already"),
      ),
    ...all.flatMap(({ file, node }) => checkOne(file, node)),
  ];
}

function checkOne({ document }: AnyFile, node: Written): Fault[] {
  const criteria = criteriaIn(node);
  const first = node.children.findIndex((child) => isTag(child, "criterion"));
  const astray = first < 0 ? [] : node.children.slice(first).filter((child) => !isTag(child, "criterion"));
  return [
    ...(criteria.length < 2
      ? [faultAt(placeOfNode(document, node), "parts-too-few", `{% rubric %} has ${criteria.length} criteria`)]
      : []),
    ...astray.map((piece) =>
      faultAt(placeOfNode(document, piece), "content-misplaced", "text stands after a criterion"),
    ),
    ...criteria
      .filter(({ children }) => !isOneParagraph(children))
      .map((part) => faultAt(placeOfNode(document, part), "not-one-paragraph", "a criterion is not one paragraph")),
  ];
}
