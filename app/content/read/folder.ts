import { type Fault, faultAt } from "#app/content/faults.ts";

/** The files of a course by what they are; modules and lessons in the order of the numbers in their names. */
export interface Layout {
  course?: string;
  references?: string;
  glossary?: string;
  resources?: string;
  media: string[];
  modules: ModuleFolder[];
}

export interface ModuleFolder {
  folder: string;
  module?: string;
  quiz?: string;
  lessons: string[];
  vignettes: string[];
  tools: string[];
}

const numbered = /^(\d{2,})-[a-z0-9]+(-[a-z0-9]+)*$/;
/** Files for people that are part of no course. */
const beside = ["LICENSE", "LICENSE.md", "README.md"];
const caseFile = /^vignette-[a-z0-9]+(-[a-z0-9]+)*\.md$/;
const toolFile = /^tool-[a-z0-9]+(-[a-z0-9]+)*\.md$/;

/** Sorts a course's paths into what the format knows; the rest are faults. */
export function layOut(paths: string[]): { layout: Layout; faults: Fault[] } {
  const layout: Layout = { media: [], modules: [] };
  const faults: Fault[] = [];
  const fault = (path: string, id: Fault["id"], message: string) =>
    faults.push(faultAt({ path, line: 1, column: 1 }, id, message));
  for (const path of [...paths].sort()) {
    const [first = "", second, ...rest] = path.split("/");
    if (path === "course.md") layout.course = path;
    else if (path === "references.json") layout.references = path;
    else if (path === "glossary.md") layout.glossary = path;
    else if (path === "resources.md") layout.resources = path;
    else if (beside.includes(path)) continue;
    else if (first === "media" && second && rest.length === 0) layout.media.push(path);
    else if (second === undefined || rest.length > 0 || !numbered.test(first))
      fault(path, "file-unknown", "is no file of a course");
    else placeInModule(folderOf(layout, first), { path, name: second }, fault);
  }
  if (!layout.course) fault("course.md", "file-missing", "there is no course.md");
  if (layout.modules.length === 0) fault("course.md", "file-missing", "there is no module, as 01-orientation/");
  for (const module of layout.modules) checkModule(module, fault);
  for (const folder of repeated(layout.modules.map((module) => module.folder))) {
    fault(`${folder}/module.md`, "order-repeated", `${folder} has the number of another module`);
  }
  return { layout, faults };
}

type Report = (path: string, id: Fault["id"], message: string) => void;

function placeInModule(module: ModuleFolder, { path, name }: { path: string; name: string }, fault: Report): void {
  if (name === "module.md") module.module = path;
  else if (name === "quiz.md") module.quiz = path;
  else if (name.endsWith(".md") && numbered.test(name.slice(0, -3))) module.lessons.push(path);
  else if (caseFile.test(name)) module.vignettes.push(path);
  else if (toolFile.test(name)) module.tools.push(path);
  else fault(path, "file-unknown", "is no file of a module");
}

function checkModule({ folder, module, lessons }: ModuleFolder, fault: Report): void {
  if (!module) fault(`${folder}/module.md`, "file-missing", `there is no ${folder}/module.md`);
  if (lessons.length === 0) fault(`${folder}/module.md`, "file-missing", `${folder} has no lesson, as 01-beginning.md`);
  for (const path of repeated(lessons)) fault(path, "order-repeated", "has the number of another lesson");
}

function folderOf(layout: Layout, folder: string): ModuleFolder {
  const known = layout.modules.find((module) => module.folder === folder);
  if (known) return known;
  const fresh: ModuleFolder = { folder, lessons: [], vignettes: [], tools: [] };
  layout.modules.push(fresh);
  return fresh;
}

/** Those whose number an earlier one has. */
function repeated(paths: string[]): string[] {
  const numbers = paths.map((path) => Number.parseInt(path.split("/").at(-1) ?? "", 10));
  return paths.filter((_, at) => numbers.indexOf(numbers[at] ?? 0) < at);
}
