import type { z } from "zod";
import type { Element, Node } from "#app/domain/course/text.ts";

export type FileKind = "course" | "module" | "lesson" | "quiz" | "vignette" | "tool" | "glossary" | "resources";

/** What a tag may look up while its element is made. */
export interface Linked {
  /** The module that the text belongs to; "" in course.md and the glossary. */
  module: string;
  /** The anchor of a glossary term, written in any case. */
  anchorOf(term: string): string | undefined;
  /** A file of media/ by its name. */
  mediumOf(file: string): Medium | undefined;
}

/** What a figure shows, made ready. */
export interface Medium {
  attributes: Attributes;
  /** A drawing's elements. */
  children: Node[];
}

/** What authors may write as `{% name … %}`: the compiler and the authors' reference are made from it. */
export interface TagSchema {
  name: string;
  /** What it is, in one line for authors. */
  is: string;
  /** A block tag stands on lines of its own; an inline one within a paragraph. */
  place: "block" | "inline" | "either";
  /** The tags or files in which it stands directly; without it, wherever prose does. */
  within?: readonly string[];
  /** `words` is inline text, `prose` paragraphs and tags, `parts` only the tags that name this one in `within`. */
  holds: "nothing" | "words" | "prose" | "parts";
  attributes: z.ZodObject;
  /** The attributes of the element it becomes. */
  element(written: unknown, linked: Linked): Attributes;
}

/** How a home of `within` is called: a file, or a tag by its name. */
export function homeName(home: string): string {
  const files: Record<string, string> = {
    lesson: "a lesson",
    module: "module.md",
    quiz: "quiz.md",
    vignette: "a case",
    tool: "a practice tool",
  };
  return files[home] ?? `{% ${home} %}`;
}

export type Attributes = NonNullable<Element["attributes"]>;

interface Declared<Shape extends z.ZodObject> extends Omit<TagSchema, "attributes" | "element"> {
  attributes: Shape;
  /** Where the element does not simply carry what was written. */
  element?(attributes: z.output<Shape>, linked: Linked): Attributes;
}

/** Declares a tag, and keeps the type of its attributes. */
export function defineTag<Shape extends z.ZodObject>({
  element,
  ...tag
}: Declared<Shape>): TagSchema & { attributes: Shape } {
  return {
    ...tag,
    element(written, linked) {
      const attributes = tag.attributes.parse(written);
      return element ? element(attributes, linked) : plain(attributes);
    },
  };
}

/** Text, numbers and booleans, as an element carries them; what was left out is left out. */
function plain(attributes: Record<string, unknown>): Attributes {
  const kept: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") kept[name] = value;
  }
  return kept;
}
