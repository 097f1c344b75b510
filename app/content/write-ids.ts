import { scanMarkers } from "./read/markers.ts";
import { readSource, type Sources } from "./read/source.ts";
import { readYaml } from "./read/yaml.ts";

interface Insertion {
  /** In the text with its lines ended by "\n". */
  offset: number;
  words: string;
}

/**
 * The files of a course that lack an id, with one written in: in the frontmatter, on checks, items, prompts and
 * self-assessments and rubrics, and on their parts, scenes and options (the next free letter). Nothing else is touched. `chance`
 * draws a whole number under its argument.
 */
export function writeIds(sources: Sources, chance: (below: number) => number): Record<string, string> {
  const changed: Record<string, string> = {};
  const taken = new Set<string>();
  const texts = Object.entries(sources).flatMap(([path, content]) => {
    const read = path.endsWith(".md") ? readSource(path, content) : undefined;
    return read && "source" in read ? [{ path, source: read.source, original: textOf(content) }] : [];
  });
  for (const { source } of texts) for (const [id] of source.text.matchAll(/[a-z0-9]{8}/g)) taken.add(id);
  const fresh = () => {
    let id = randomId(chance);
    while (taken.has(id)) id = randomId(chance);
    taken.add(id);
    return id;
  };
  for (const { path, source, original } of texts) {
    const insertions = [...missingInFrontmatter(source.frontmatter, fresh), ...missingInTags(source.body, fresh)];
    if (insertions.length > 0) changed[path] = inserted(original, insertions);
  }
  return changed;
}

function missingInFrontmatter(frontmatter: { text: string; start: number } | null, fresh: () => string): Insertion[] {
  const yaml = frontmatter && readYaml(frontmatter.text);
  if (!frontmatter || !yaml || "fault" in yaml) return [];
  const { value } = yaml;
  const keyed = typeof value === "object" && value !== null && !Array.isArray(value);
  return keyed && !("id" in value) ? [{ offset: frontmatter.start, words: `id: ${fresh()}\n` }] : [];
}

const holders = ["check", "item", "self-assessment", "rubric", "reflection"];
const partTags = ["choice", "pair", "step", "scale", "criterion"];

function missingInTags(body: string, fresh: () => string): Insertion[] {
  const { markers } = scanMarkers(body);
  const insertions: Insertion[] = missingLetters(body, markers, ["scene", "ending"]);
  for (const [at, { name, kind, inner, start }] of markers.entries()) {
    if (kind !== "open") continue;
    const within = markers.slice(at + 1, endOf(markers, at));
    if (name === "scene") insertions.push(...missingLetters(body, within, ["option"]));
    if (!holders.includes(name)) continue;
    if (!ownIdOf(inner)) insertions.push({ offset: afterName(body, { start, name }), words: ` id="${fresh()}"` });
    insertions.push(...missingLetters(body, within, partTags));
  }
  return insertions;
}

type Markers = ReturnType<typeof scanMarkers>["markers"];

function endOf(markers: Markers, from: number): number {
  const name = markers[from]?.name;
  const end = markers.findIndex((marker, at) => at > from && marker.kind === "close" && marker.name === name);
  return end < 0 ? markers.length : end;
}

/** The next free letters for those of these tags that have no id. */
function missingLetters(body: string, markers: Markers, names: string[]): Insertion[] {
  const found = markers.filter(({ kind, name }) => kind === "open" && names.includes(name));
  const used = new Set(found.map(({ inner }) => ownIdOf(inner)));
  const free = [..."abcdefghijklmnopqrstuvwxyz"].filter((letter) => !used.has(letter));
  return found
    .filter(({ inner }) => !ownIdOf(inner))
    .flatMap(({ start, name }) => {
      const letter = free.shift();
      return letter ? [{ offset: afterName(body, { start, name }), words: ` id="${letter}"` }] : [];
    });
}

function afterName(body: string, { start, name }: { start: number; name: string }): number {
  return body.indexOf(name, start) + name.length;
}

function ownIdOf(inner: string): string | undefined {
  return /\sid\s*=\s*"([^"]*)"/.exec(inner)?.[1] ?? /\s#([\w-]+)/.exec(inner.replace(/"[^"]*"/g, '""'))?.[1];
}

/** Eight of a-z and 0-9, the first a letter, so that YAML never takes one for a number. */
function randomId(chance: (below: number) => number): string {
  const signs = "abcdefghijklmnopqrstuvwxyz0123456789";
  return Array.from({ length: 8 }, (_, at) => signs.charAt(chance(at === 0 ? 26 : signs.length))).join("");
}

/** Puts words into a text whose own line ends and byte-order mark are kept. */
function inserted(original: string, insertions: Insertion[]): string {
  const bare = original.replace(/^\uFEFF/, "");
  const mark = original.slice(0, original.length - bare.length);
  const lineEnd = /\r\n/.test(bare) ? "\r\n" : "\n";
  const parts: string[] = [];
  let from = 0;
  for (const { offset, words } of [...insertions].sort((a, b) => a.offset - b.offset)) {
    const at = originalOffset(bare, offset);
    parts.push(bare.slice(from, at), words.replace("\n", lineEnd));
    from = at;
  }
  return mark + parts.join("") + bare.slice(from);
}

/** Where an offset of the text with "\n" lies in the text with its own line ends. */
function originalOffset(text: string, offset: number): number {
  let at = 0;
  for (let passed = 0; passed < offset; passed++) at += text.startsWith("\r\n", at) ? 2 : 1;
  return at;
}

function textOf(content: Uint8Array | string): string {
  return typeof content === "string" ? content : new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
}
