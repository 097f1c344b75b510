import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import { findHidden } from "./hidden.ts";
import { countOpenings, type Marker, scanMarkers } from "./markers.ts";
import { placeAt, type Source } from "./source.ts";

const mostMarkersInRun = 50;
const mostMarkers = 3_000;
const deepest = 20;
const variables = ["practice.name", "practice.contact"];

/** A body that may be parsed, with its markers; or one that must not be. */
export interface Guarded {
  markers: Marker[];
  faults: Fault[];
  /** Whether Markdoc may be given the text: from a hundred open tags in one paragraph it would never come back. */
  safe: boolean;
  /** Whether each opened tag is closed in its turn. */
  balanced: boolean;
}

/** Reads a body's markers before anything parses it. */
export function guard(source: Source): Guarded {
  const faults: Fault[] = [];
  const fault = (offset: number, id: FaultId, message: string) =>
    faults.push(faultAt(placeAt(source, offset), id, message));

  const invisible = findHidden(source.text);
  if (invisible >= 0) fault(invisible, "character-forbidden", `holds U+${codeOf(source.text, invisible)}`);
  const crowded = crowdedRun(source.body);
  if (crowded) fault(crowded.offset, "markers-too-many", `${crowded.count} tag markers in one run of lines`);
  const all = countOpenings(source.body);
  if (all > mostMarkers) fault(0, "markers-too-many", `${all} tag markers in one file`);
  if (faults.some(({ id }) => id === "markers-too-many")) return { markers: [], faults, safe: false, balanced: false };

  const { markers, stray } = scanMarkers(source.body);
  for (const offset of stray) fault(offset, "stray-marker", `"${source.body.slice(offset, offset + 2)}" stands alone`);
  for (const marker of markers) checkMarker(marker, fault);
  const { depth, balanced } = checkBalance(markers, fault);
  return { markers, faults, safe: depth <= deepest && stray.length < mostMarkersInRun, balanced };
}

type Report = (offset: number, id: FaultId, message: string) => void;

function checkMarker({ kind, name, start, inner }: Marker, fault: Report): void {
  if (kind === "annotation") fault(start, "annotation-refused", `"${inner}" is an attribute without a tag`);
  if (kind === "function") fault(start, "function-refused", `calls ${name}()`);
  if (kind === "unreadable") fault(start, "tag-syntax", `"${inner}" is not a tag`);
  if (kind === "variable" && !variables.includes(name)) fault(start, "unknown-variable", `$${name} is not a variable`);
}

/** Closings that close nothing and openings that nothing closes; and how deep the text goes. */
function checkBalance(markers: Marker[], fault: Report): { depth: number; balanced: boolean } {
  const open: Marker[] = [];
  let depth = 0;
  let balanced = true;
  const unclosed = (marker: Marker) => {
    balanced = false;
    fault(marker.start, "tag-unclosed", `{% ${marker.name} %} is not closed`);
  };
  for (const marker of markers) {
    if (marker.kind === "open") {
      open.push(marker);
      if (open.length === deepest + 1)
        fault(marker.start, "nesting-too-deep", `${deepest + 1} tags stand in one another`);
      depth = Math.max(depth, open.length);
    }
    if (marker.kind !== "close") continue;
    const opened = open.findLastIndex(({ name }) => name === marker.name);
    if (opened < 0) {
      balanced = false;
      fault(marker.start, "tag-unopened", `{% /${marker.name} %} closes nothing`);
    } else {
      for (const inner of open.splice(opened).slice(1)) unclosed(inner);
    }
  }
  for (const marker of open) unclosed(marker);
  return { depth, balanced };
}

/** The first run of lines without a blank one that holds too many markers. Blank is what Markdown calls so. */
function crowdedRun(body: string): { offset: number; count: number } | undefined {
  let offset = 0;
  for (const run of body.split(/(\n[ \t]*(?=\n))/)) {
    const count = countOpenings(run);
    if (count > mostMarkersInRun) return { offset: offset + run.search(/\S/), count };
    offset += run.length;
  }
  return undefined;
}

function codeOf(text: string, offset: number): string {
  return text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0");
}
