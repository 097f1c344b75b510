import type { z } from "zod";
import type { Fault } from "#app/content/faults.ts";
import {
  courseFields,
  glossaryFields,
  lessonFields,
  moduleFields,
  quizFields,
  resourcesFields,
  toolFields,
  vignetteFields,
} from "#app/content/frontmatter.ts";
import type { FileKind } from "#app/content/tag.ts";
import { isTag, type Written } from "./document.ts";
import { type CourseFile, readFile } from "./file.ts";
import { layOut } from "./folder.ts";
import { type GlossaryEntry, readGlossary } from "./glossary.ts";
import { readMedium, type WrittenMedium } from "./media.ts";
import { readReferences, type WrittenReference } from "./references.ts";
import type { Sources } from "./source.ts";

type FileOf<Shape extends z.ZodObject> = CourseFile<z.output<Shape>>;

/** A course as it was written: every file read by itself, nothing between files looked at. */
export interface WrittenCourse {
  course: FileOf<typeof courseFields> | undefined;
  modules: WrittenModule[];
  glossary: FileOf<typeof glossaryFields> | undefined;
  terms: GlossaryEntry[];
  resources: FileOf<typeof resourcesFields> | undefined;
  references: WrittenReference[];
  /** What stands in media/. */
  media: WrittenMedium[];
}

export interface WrittenModule {
  folder: string;
  module: FileOf<typeof moduleFields> | undefined;
  lessons: FileOf<typeof lessonFields>[];
  quiz: FileOf<typeof quizFields> | undefined;
  vignettes: FileOf<typeof vignetteFields>[];
  tools: FileOf<typeof toolFields>[];
}

/** Any file of a course, for what holds for all alike. */
export type AnyFile = CourseFile<unknown>;

/** Reads every file of a course. */
export function readCourse(sources: Sources): { written: WrittenCourse; faults: Fault[] } {
  const { layout, faults } = layOut(Object.keys(sources));
  const read = <Shape extends z.ZodObject>(path: string | undefined, kind: FileKind, schema: Shape) => {
    const content = path === undefined ? undefined : sources[path];
    if (path === undefined || content === undefined) return undefined;
    const { file, faults: found } = readFile(path, content, { kind, schema });
    faults.push(...found);
    return file;
  };
  const course = read(layout.course, "course", courseFields);
  const glossary = read(layout.glossary, "glossary", glossaryFields);
  const resources = read(layout.resources, "resources", resourcesFields);
  const modules = layout.modules.map(({ folder, module, lessons, quiz, vignettes, tools }) => ({
    folder,
    module: read(module, "module", moduleFields),
    lessons: lessons.flatMap((path) => read(path, "lesson", lessonFields) ?? []),
    quiz: read(quiz, "quiz", quizFields),
    vignettes: vignettes.flatMap((path) => read(path, "vignette", vignetteFields) ?? []),
    tools: tools.flatMap((path) => read(path, "tool", toolFields) ?? []),
  }));
  const { terms, faults: termFaults } = glossary ? readGlossary(glossary.document) : { terms: [], faults: [] };
  const listed = layout.references === undefined ? undefined : sources[layout.references];
  const { entries, faults: entryFaults } =
    listed === undefined ? { entries: [], faults: [] } : readReferences("references.json", listed);
  const media = layout.media.map((path) => readMedium(path, sources[path] ?? ""));
  const found = [...faults, ...termFaults, ...entryFaults, ...media.flatMap((read) => read.faults)];
  const written = {
    course,
    modules,
    glossary,
    terms,
    resources,
    references: entries,
    media: media.map(({ medium }) => medium),
  };
  return { written, faults: found };
}

/** Every file with the module it stands in. */
export function filesOf({
  course,
  modules,
  glossary,
  resources,
}: WrittenCourse): { file: AnyFile; module: WrittenModule | null }[] {
  const alone = [course, glossary, resources].flatMap((file) => (file ? [{ file, module: null }] : []));
  const inModules = modules.flatMap((module) =>
    [module.module, ...module.lessons, module.quiz, ...module.vignettes, ...module.tools].flatMap((file) =>
      file ? [{ file, module }] : [],
    ),
  );
  return [...alone, ...inModules];
}

/** The checks of a lesson, or the items of a quiz, in the order of the text. */
export function questionsIn(file: AnyFile): Written[] {
  return file.document.nodes.filter((node) => isTag(node, "check") || isTag(node, "item"));
}

/** The prompts of a lesson, in the order of the text. */
export function promptsIn(file: AnyFile): Written[] {
  return file.document.nodes.filter((node) => isTag(node, "reflection"));
}
