import { type Fault, faultAt, type Place } from "#app/content/faults.ts";

/** What a course is made of: text or bytes, by path from the course's folder. */
export type Sources = Record<string, Uint8Array | string>;

/** One text of a course, with lines ended by "\n" and no byte-order mark. */
export interface Source {
  path: string;
  text: string;
  /** The text between the two `---`, and where in `text` it begins; null when the file has none. */
  frontmatter: { text: string; start: number } | null;
  /** `text` with what its frontmatter says blanked out, so that offsets and lines are the file's own. */
  body: string;
  /** The offset at which each line begins. */
  lineStarts: number[];
}

const mostCharacters = 250_000;

/** Reads a text; a fault when it is not UTF-8 or longer than 250,000 characters. */
export function readSource(path: string, content: Uint8Array | string): { source: Source } | { fault: Fault } {
  const place = { path, line: 1, column: 1 };
  const decoded = decode(content);
  if (decoded === undefined) return { fault: faultAt(place, "file-not-text", "is not UTF-8 text") };
  if (decoded.length > mostCharacters) {
    return { fault: faultAt(place, "file-too-large", `has ${decoded.length} characters`) };
  }
  const text = decoded.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return { source: { path, text, lineStarts, ...splitFrontmatter(text) } };
}

/** The line and column of an offset. */
export function placeAt({ path, lineStarts }: Source, offset: number): Place {
  let [line, past] = [0, lineStarts.length];
  while (past - line > 1) {
    const middle = (line + past) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) line = middle;
    else past = middle;
  }
  return { path, line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
}

/** Where a line (from 0) begins; the end of the text for a line past the last. */
export function offsetOfLine({ text, lineStarts }: Source, line: number): number {
  return lineStarts[line] ?? text.length;
}

function decode(content: Uint8Array | string): string | undefined {
  if (typeof content === "string") return content;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

function splitFrontmatter(text: string): Pick<Source, "frontmatter" | "body"> {
  const match = /^---[ \t]*\n([\s\S]*?)(?<=\n)---[ \t]*(?:\n|$)/.exec(text);
  if (!match) return { frontmatter: null, body: text };
  const [whole, inner = ""] = match;
  const start = whole.indexOf("\n") + 1;
  const end = start + inner.length;
  // Its two lines stay: Markdoc reads some tags wrongly in a text that begins with white space.
  return {
    frontmatter: { text: inner, start },
    body: text.slice(0, start) + inner.replace(/[^\n]/g, " ") + text.slice(end),
  };
}
