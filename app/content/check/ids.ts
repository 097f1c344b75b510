import { type Fault, faultAt, type Place } from "#app/content/faults.ts";
import { type AnyFile, filesOf, promptsIn, questionsIn, type WrittenCourse } from "#app/content/read/course.ts";
import { placeOfNode } from "#app/content/read/document.ts";
import { partsOf, readQuestion } from "#app/content/read/question.ts";
import { readVignette } from "#app/content/read/vignette.ts";
import { criteriaIn, rubricsIn } from "./rubrics.ts";
import { scalesIn, selfAssessmentsIn } from "./self-assessments.ts";

interface Named {
  id: unknown;
  place: Place;
  what: string;
}

/** Every id is there, of the right form, and stands once in the course (a part's once in its question, self-assessment, rubric, case or scene). */
export function checkIds(written: WrittenCourse): Fault[] {
  const files = filesOf(written).map(({ file }) => file);
  // A frontmatter that cannot be read is a fault of its own.
  const own = (file: AnyFile) => (file.readable ? [idOfFile(file)] : []);
  const named = files.flatMap((file) => [
    ...own(file),
    ...[...questionsIn(file), ...selfAssessmentsIn(file), ...rubricsIn(file), ...promptsIn(file)].map((node) =>
      idOfNode(file, node),
    ),
  ]);
  const parts = files.flatMap((file) => [
    ...questionsIn(file).map((node) => partsOf(readQuestion(node)).map((part) => idOfNode(file, part.node))),
    ...selfAssessmentsIn(file).map((node) => scalesIn(node).map((scale) => idOfNode(file, scale))),
    ...rubricsIn(file).map((node) => criteriaIn(node).map((criterion) => idOfNode(file, criterion))),
  ]);
  const ofCases = written.modules.flatMap(({ vignettes }) => vignettes.flatMap(idsInCase));
  return [
    ...checkSet(named, /^[a-z0-9]{8}$/),
    ...[...parts, ...ofCases].flatMap((ofOne) => checkSet(ofOne, /^[a-z0-9]{1,8}$/)),
  ];
}

/** The ids of a case's scenes and endings, then those of each scene's options. */
function idsInCase(file: AnyFile): Named[][] {
  const { scenes } = readVignette(file.document.root);
  return [
    scenes.map(({ node }) => idOfNode(file, node)),
    ...scenes.map(({ options }) => options.map(({ node }) => idOfNode(file, node))),
  ];
}

function checkSet(named: Named[], form: RegExp): Fault[] {
  const seen = new Map<string, Place>();
  return named.flatMap(({ id, place, what }) => {
    if (id === undefined || id === null || id === "") return [faultAt(place, "id-missing", `${what} has no id`)];
    if (typeof id !== "string" || !form.test(id))
      return [faultAt(place, "id-malformed", `"${String(id)}" is not an id`)];
    const first = seen.get(id);
    if (first) return [faultAt(place, "id-repeated", `"${id}" stands already at ${first.path}:${first.line}`)];
    seen.set(id, place);
    return [];
  });
}

function idOfFile({ written, source, keyAt }: AnyFile): Named {
  return { id: written.id, place: keyAt(["id"]), what: source.path };
}

function idOfNode({ document }: AnyFile, node: Parameters<typeof placeOfNode>[1]): Named {
  return { id: node.attributes.id, place: placeOfNode(document, node), what: `{% ${node.tag} %}` };
}
