import type { z } from "zod";
import { type Fault, faultAt, type Place } from "#app/content/faults.ts";
import { laterKeys } from "#app/content/frontmatter.ts";
import type { FileKind } from "#app/content/tag.ts";
import { readBody } from "./body.ts";
import type { Document } from "./document.ts";
import { faultInPlain } from "./plain.ts";
import { type Path, readShape, stringsIn } from "./shape.ts";
import { placeAt, readSource, type Source } from "./source.ts";
import { readYaml, type Yaml } from "./yaml.ts";

/** A Markdown file of a course: its frontmatter by its schema, where that can be read, and its body. */
export interface CourseFile<Fields> {
  source: Source;
  document: Document;
  /** Undefined when the frontmatter has faults. */
  fields: Fields | undefined;
  /** The frontmatter as it is written, whatever is wrong with it; what can be told of one that cannot be read. */
  written: Record<string, unknown>;
  /** Whether there is a frontmatter that is YAML. */
  readable: boolean;
  keyAt(path: Path): Place;
  valueAt(path: Path): Place;
  /** Where a value's text begins in the file, for the language lint. */
  offsetOfValue(path: Path): number;
}

interface Kind<Shape extends z.ZodObject> {
  kind: FileKind;
  schema: Shape;
}

/** Reads a Markdown file of a course; no file when it is not text. */
export function readFile<Shape extends z.ZodObject>(
  path: string,
  content: Uint8Array | string,
  { kind, schema }: Kind<Shape>,
): { file?: CourseFile<z.output<Shape>>; faults: Fault[] } {
  const read = readSource(path, content);
  if ("fault" in read) return { faults: [read.fault] };
  const { source } = read;
  const front = readFrontmatter(source);
  const { document, faults } = readBody(source, kind);
  const written = isRecord(front.yaml.value) ? front.yaml.value : {};
  const offset = (inner: number) => (source.frontmatter?.start ?? 0) + inner;
  const keyAt = (at: Path) => placeAt(source, offset(front.yaml.keyAt(at)));
  const valueAt = (at: Path) => placeAt(source, offset(front.yaml.valueAt(at)));
  const shape = readShape(schema, written, {
    noun: "key",
    unknown: "frontmatter-unknown-key",
    missing: "frontmatter-missing-key",
    invalid: "frontmatter-invalid",
    later: laterKeys,
    placeOf: keyAt,
  });
  const shapeFaults = "faults" in shape && front.faults.length === 0 ? shape.faults : [];
  const file: CourseFile<z.output<Shape>> = {
    source,
    document,
    fields: "values" in shape && front.faults.length === 0 ? shape.values : undefined,
    written,
    readable: front.faults.length === 0,
    keyAt,
    valueAt,
    offsetOfValue: (at) => offset(front.yaml.valueAt(at)),
  };
  return { file, faults: [...front.faults, ...shapeFaults, ...checkStrings(written, valueAt), ...faults] };
}

/** A file's id, whatever else is wrong with its frontmatter. */
export function idOf({ written }: Pick<CourseFile<unknown>, "written">): string | undefined {
  return typeof written.id === "string" ? written.id : undefined;
}

function readFrontmatter(source: Source): { yaml: Yaml; faults: Fault[] } {
  const empty: Yaml = { value: {}, keyAt: () => 0, valueAt: () => 0 };
  const { frontmatter } = source;
  if (!frontmatter)
    return { yaml: empty, faults: [faultAt(placeAt(source, 0), "frontmatter-missing", "has no frontmatter")] };
  const yaml = readYaml(frontmatter.text);
  if ("fault" in yaml) {
    const place = placeAt(source, frontmatter.start + yaml.offset);
    // The id is known as far as it can be, so that nobody who names it is told that it is not there.
    const id = /^id:[ \t]*["']?([a-z0-9]+)/m.exec(frontmatter.text)?.[1];
    return { yaml: { ...empty, value: { id } }, faults: [faultAt(place, "frontmatter-syntax", yaml.fault)] };
  }
  if (isRecord(yaml.value)) return { yaml, faults: [] };
  return {
    yaml: empty,
    faults: [faultAt(placeAt(source, 0), "frontmatter-syntax", "the frontmatter is not a set of keys")],
  };
}

function checkStrings(written: unknown, valueAt: (path: Path) => Place): Fault[] {
  return [...stringsIn(written, [])].flatMap(({ path, words }) => {
    const found = faultInPlain(words);
    return found ? [faultAt(valueAt(path), found.id, `key "${path.join(".")}": ${found.message}`)] : [];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
