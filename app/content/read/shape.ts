import type { z } from "zod";
import { type Fault, type FaultId, faultAt, isFaultId, type Place } from "#app/content/faults.ts";

export type Path = readonly (string | number)[];

/** Which faults a shape's issues become, and where: frontmatter and tags differ in their words. */
export interface Wording {
  /** What the keys are called: "key" or "attribute". */
  noun: string;
  unknown: FaultId;
  missing: FaultId;
  invalid: FaultId;
  /** Keys of the course format that this version does not know yet. */
  later?: readonly string[];
  placeOf(path: Path): Place;
}

/** Reads a value by its schema: what it says with defaults filled in, or every fault in it. */
export function readShape<Shape extends z.ZodType>(
  schema: Shape,
  value: unknown,
  wording: Wording,
): { values: z.output<Shape> } | { faults: Fault[] } {
  const read = schema.safeParse(value);
  if (read.success) return { values: read.data };
  return { faults: read.error.issues.flatMap((issue) => faultsOf(issue, value, wording)) };
}

/** Every text in a value, however deep, with its path. */
export function* stringsIn(value: unknown, path: Path): Generator<{ path: Path; words: string }> {
  if (typeof value === "string") yield { path, words: value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value))
    yield* stringsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

function faultsOf(issue: z.core.$ZodIssue, value: unknown, wording: Wording): Fault[] {
  const { noun, unknown, missing, invalid, later = [], placeOf } = wording;
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const id = later.includes(key) ? "not-yet-supported" : unknown;
      const what =
        id === unknown
          ? `is not ${noun === "attribute" ? "an attribute" : "a key"} here`
          : "is not yet supported in this version";
      return faultAt(placeOf([...path, key]), id, `"${key}" ${what}`);
    });
  }
  const name = path.join(".");
  if (valueAt(value, path) === undefined) return [faultAt(placeOf(path), missing, `${noun} "${name}" is missing`)];
  const refusal = issue.code === "custom" ? issue.params : undefined;
  return [
    faultAt(placeOf(path), refusalOf(refusal) ?? invalid, `${noun} "${name}" ${wordsFor(issue, valueAt(value, path))}`),
  ];
}

/** A schema's own check names its fault: `.refine(…, { params: { fault } })`. */
function refusalOf(params: Record<string, unknown> | undefined): FaultId | undefined {
  const fault = params?.fault;
  return typeof fault === "string" && isFaultId(fault) ? fault : undefined;
}

function wordsFor(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === "custom") return issue.message;
  if (issue.code === "invalid_value")
    return `must be one of ${issue.values.map((one) => JSON.stringify(one)).join(", ")}`;
  if (issue.code === "invalid_type") return `must be ${article(issue.expected)}, is ${written(value)}`;
  if (issue.code === "too_small") return tooSmall(issue);
  if (issue.code === "too_big") return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
  if (issue.code === "invalid_union") return `cannot be ${written(value)}`;
  return `cannot be ${written(value)}`;
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  return origin === "string" ? "must not be empty" : `must be at least ${minimum}${unitOf(origin)}`;
}

function unitOf(origin: string): string {
  return origin === "array" ? " entries long" : "";
}

function article(expected: string): string {
  const words: Record<string, string> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a set of keys",
    record: "a set of keys",
  };
  return words[expected] ?? expected;
}

function written(value: unknown): string {
  const json = JSON.stringify(value) ?? "nothing";
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}
