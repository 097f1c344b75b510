import type { Marker } from "./markers.ts";

/** How a text's tags open and close. */
export interface Balance {
  /** The opening that each closing closes. */
  openings: ReadonlyMap<Marker, Marker>;
  unclosed: Marker[];
  unopened: Marker[];
  /** The first opening that stands in too many others. */
  tooDeep: Marker | undefined;
}

/** Pairs openings with closings: a closing ends the nearest opening of its name, and what is open within stays so. */
export function balanceOf(markers: Marker[], deepest: number): Balance {
  const openings = new Map<Marker, Marker>();
  const unclosed: Marker[] = [];
  const unopened: Marker[] = [];
  const open: Marker[] = [];
  let tooDeep: Marker | undefined;
  for (const marker of markers) {
    if (marker.kind === "open") {
      open.push(marker);
      if (open.length > deepest) tooDeep ??= marker;
    }
    if (marker.kind !== "close") continue;
    const at = open.findLastIndex(({ name }) => name === marker.name);
    const [opening, ...within] = at < 0 ? [] : open.splice(at);
    if (opening) openings.set(marker, opening);
    else unopened.push(marker);
    unclosed.push(...within);
  }
  return { openings, unclosed: [...unclosed, ...open], unopened, tooDeep };
}
