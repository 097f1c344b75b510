import { constructFromEvents, EVENT_ID, type Event, parseEvents, YAMLException } from "js-yaml";
import type { Path } from "./shape.ts";

/** A YAML (or JSON) text's value, and where in the text each key or entry stands. */
export interface Yaml {
  value: unknown;
  /** The offset of the key, or of the nearest thing around it that is written. */
  keyAt(path: Path): number;
  /** The offset of the value. */
  valueAt(path: Path): number;
}

/** Reads one YAML document without aliases, or says what stops it and where. */
export function readYaml(text: string): Yaml | { fault: string; offset: number } {
  try {
    const events = parseEvents(text, { maxDepth: 30 });
    const documents = constructFromEvents(events, { source: text, maxAliases: 0 });
    if (documents.length !== 1) return { fault: "holds more or less than one document", offset: 0 };
    const places = placesOf(events, text);
    const nearest = (path: Path) =>
      places.get(keyOf(path)) ?? places.get(keyOf(path.slice(0, -1))) ?? { key: 0, value: 0 };
    return { value: documents[0], keyAt: (path) => nearest(path).key, valueAt: (path) => nearest(path).value };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { fault: error.reason, offset: error.mark?.position ?? 0 };
  }
}

interface Spot {
  key: number;
  value: number;
}

interface Frame {
  kind: "sequence" | "mapping";
  path: Path;
  count: number;
  /** In a mapping, the key that waits for its value. */
  waiting: { name: string; at: number } | null;
}

/** Walks the parser's events, which carry offsets, and notes them by path. */
function placesOf(events: Event[], text: string): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  const frames: Frame[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.ALIAS) continue;
    if (event.type === EVENT_ID.POP) {
      frames.pop();
      continue;
    }
    const frame = frames.at(-1);
    const scalar = event.type === EVENT_ID.SCALAR;
    const at = scalar ? event.valueStart : event.start;
    if (frame?.kind === "mapping" && !frame.waiting) {
      frame.waiting = { name: scalar ? text.slice(event.valueStart, event.valueEnd) : "", at };
      continue;
    }
    const path = pathIn(frame);
    spots.set(keyOf(path), { key: frame?.waiting?.at ?? at, value: at < 0 ? (frame?.waiting?.at ?? 0) : at });
    if (frame) advance(frame);
    if (!scalar)
      frames.push({ kind: event.type === EVENT_ID.SEQUENCE ? "sequence" : "mapping", path, count: 0, waiting: null });
  }
  return spots;
}

function pathIn(frame: Frame | undefined): Path {
  if (!frame) return [];
  return [...frame.path, frame.kind === "sequence" ? frame.count : (frame.waiting?.name ?? "")];
}

function advance(frame: Frame): void {
  frame.count += 1;
  frame.waiting = null;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
