import { type Fault, faultAt, type Place } from "#app/content/faults.ts";
import { type AnyFile, filesOf, promptsIn, questionsIn, type WrittenCourse } from "#app/content/read/course.ts";
import { placeOfNode } from "#app/content/read/document.ts";
import { readQuestion } from "#app/content/read/question.ts";

interface Named {
  id: unknown;
  place: Place;
  what: string;
}

/** Every id is there, of the right form, and stands once in the course (a choice's once in its question). */
export function checkIds(written: WrittenCourse): Fault[] {
  const files = filesOf(written).map(({ file }) => file);
  // A frontmatter that cannot be read is a fault of its own.
  const own = (file: AnyFile) => (file.readable ? [idOfFile(file)] : []);
  const named = files.flatMap((file) => [
    ...own(file),
    ...[...questionsIn(file), ...promptsIn(file)].map((node) => idOfNode(file, node)),
  ]);
  const choices = files.flatMap((file) =>
    questionsIn(file).map((node) => readQuestion(node).choices.map((choice) => idOfNode(file, choice.node))),
  );
  return [
    ...checkSet(named, /^[a-z0-9]{8}$/),
    ...choices.flatMap((ofOneQuestion) => checkSet(ofOneQuestion, /^[a-z0-9]{1,8}$/)),
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
