import { type Fault, faultAt } from "#app/content/faults.ts";
import type { AnyFile, WrittenCourse, WrittenModule } from "#app/content/read/course.ts";
import { isTag, nodesUnder, placeOfNode, type Written } from "#app/content/read/document.ts";
import { isOneParagraph } from "#app/content/read/question.ts";
import { nameOfCase, readVignette, type WrittenOption, type WrittenScene } from "#app/content/read/vignette.ts";
import { plainWritten } from "#app/content/words.ts";
import { checkWays, type Report } from "./ways.ts";

/** Each case is placed in its module once, can be gone through to an ending from wherever one is, and explains itself. */
export function checkVignettes({ modules }: WrittenCourse): Fault[] {
  return modules.flatMap((module) => [
    ...checkPlaces(module),
    ...module.vignettes.filter(({ document }) => document.sound).flatMap(checkCase),
  ]);
}

function checkPlaces({ lessons, vignettes }: WrittenModule): Fault[] {
  const names = new Set(vignettes.map(nameOfCase));
  const seen = new Set<string>();
  const placed = lessons.flatMap((lesson) =>
    lesson.document.nodes.flatMap((node) => {
      if (!isTag(node, "vignette")) return [];
      const name = node.attributes.case;
      const place = placeOfNode(lesson.document, node);
      if (typeof name !== "string") return [];
      if (!names.has(name)) return [faultAt(place, "unknown-case", `the module has no vignette-${name}.md`)];
      if (seen.has(name)) return [faultAt(place, "case-placed-twice", `the case "${name}" stands in a lesson already`)];
      seen.add(name);
      return [];
    }),
  );
  const left = vignettes.filter((file) => !seen.has(nameOfCase(file)));
  return [
    ...placed,
    ...left.map((file) =>
      faultAt({ path: file.source.path, line: 1, column: 1 }, "case-not-placed", "no lesson of the module places it"),
    ),
  ];
}

function checkCase(file: AnyFile): Fault[] {
  const { document } = file;
  const { scenes, debriefs } = readVignette(document.root);
  const start = { path: file.source.path, line: 1, column: 1 };
  const fault: Report = (at, id, message) => faultAt(at ? placeOfNode(document, at) : start, id, message);
  const options = scenes.flatMap((scene) => scene.options);
  return [
    ...(scenes.some(({ isEnding }) => !isEnding) ? [] : [fault(undefined, "case-without-scene", "has no scene")]),
    ...checkWays(scenes, fault),
    ...scenes.flatMap((scene) => checkScene(scene, fault)),
    ...options.flatMap((option) => checkOption(option, fault)),
    ...(options.some(({ quality }) => quality === "too-warm")
      ? []
      : [fault(undefined, "too-warm-missing", "no option is too warm")]),
    ...checkDebrief(debriefs, fault),
  ];
}

function checkScene({ node, isEnding, text, options, astray }: WrittenScene, fault: Report): Fault[] {
  const named = `{% ${node.tag} %}`;
  const few = !isEnding && options.length < 2;
  return [
    ...(plainWritten(text) === "" ? [fault(node, "scene-without-text", `${named} tells nothing`)] : []),
    ...(few ? [fault(node, "options-too-few", `${named} has too few options (${options.length})`)] : []),
    ...astray.map((piece) => fault(piece, "content-misplaced", "text stands after an option")),
  ];
}

function checkOption({ node, text, consequences, feedbacks }: WrittenOption, fault: Report): Fault[] {
  const parts = { consequence: consequences, feedback: feedbacks };
  const lacking = Object.entries(parts).flatMap(([name, found]) => {
    const says = found.length === 0 ? "has no" : found.length > 1 ? "has more than one" : "has an empty";
    const isThere = found.length === 1 && plainWritten(found) !== "";
    return isThere ? [] : [fault(node, "option-incomplete", `an option ${says} ${name}`)];
  });
  return [
    ...(isOneParagraph(text) ? [] : [fault(node, "not-one-paragraph", "an option is not one paragraph")]),
    ...lacking,
  ];
}

function checkDebrief(debriefs: Written[], fault: Report): Fault[] {
  const [debrief] = debriefs;
  if (!debrief || debriefs.length > 1) {
    return [fault(debriefs[1], "debrief-missing", debrief ? "has more than one debrief" : "has no debrief")];
  }
  const asks = nodesUnder(debrief).some((node) => node.type === "item" && plainWritten([node]).includes("?"));
  return asks ? [] : [fault(debrief, "debrief-without-question", "lists no question")];
}
