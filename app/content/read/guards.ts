import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import { type Balance, balanceOf } from "./balance.ts";
import { findHidden } from "./hidden.ts";
import { countOpenings, type Marker, scanMarkers } from "./markers.ts";
import { placeAt, type Source } from "./source.ts";

const mostMarkersInRun = 50;
const mostMarkers = 3_000;
const mostStray = 50;
const deepest = 20;
const variables = ["practice.name", "practice.contact"];

/** A body with its markers, and whether Markdoc may be given it. */
export interface Guarded {
  markers: Marker[];
  balance: Balance;
  faults: Fault[];
  /** From a hundred open tags in one paragraph Markdoc would never come back. */
  safe: boolean;
}

/** Reads a body's markers before anything parses it. */
export function guard(source: Source): Guarded {
  const faults: Fault[] = [];
  const fault: Report = (offset, id, message) => faults.push(faultAt(placeAt(source, offset), id, message));
  const hidden = findHidden(source.text);
  if (hidden >= 0) fault(hidden, "character-forbidden", `holds U+${codeOf(source.text, hidden)}`);
  if (isCrowded(source, fault)) return { markers: [], balance: balanceOf([], deepest), faults, safe: false };

  const { markers, stray } = scanMarkers(source.body, mostStray);
  const balance = balanceOf(markers, deepest);
  for (const offset of stray) fault(offset, "stray-marker", `"${source.body.slice(offset, offset + 2)}" stands alone`);
  for (const marker of markers) checkMarker(marker, fault);
  reportBalance(balance, fault);
  return { markers, balance, faults, safe: !balance.tooDeep && stray.length < mostStray };
}

type Report = (offset: number, id: FaultId, message: string) => void;

function isCrowded({ body }: Source, fault: Report): boolean {
  const crowded = crowdedRun(body);
  const all = countOpenings(body);
  if (crowded) fault(crowded.offset, "markers-too-many", `${crowded.count} tag markers in one run of lines`);
  if (all > mostMarkers) fault(0, "markers-too-many", `${all} tag markers in one file`);
  return crowded !== undefined || all > mostMarkers;
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

function checkMarker({ kind, name, start, inner }: Marker, fault: Report): void {
  if (kind === "annotation") fault(start, "annotation-refused", `"${inner}" is an attribute without a tag`);
  if (kind === "function") fault(start, "function-refused", `calls ${name}()`);
  if (kind === "unreadable") fault(start, "tag-syntax", `"${inner}" is not a tag`);
  if (kind === "variable" && !variables.includes(name)) fault(start, "unknown-variable", `$${name} is not a variable`);
}

function reportBalance({ unclosed, unopened, tooDeep }: Balance, fault: Report): void {
  for (const { start, name } of unclosed) fault(start, "tag-unclosed", `{% ${name} %} is not closed`);
  for (const { start, name } of unopened) fault(start, "tag-unopened", `{% /${name} %} closes nothing`);
  if (tooDeep) fault(tooDeep.start, "nesting-too-deep", `more than ${deepest} tags stand in one another`);
}

function codeOf(text: string, offset: number): string {
  return text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0");
}
