import type { Module, Release } from "#app/domain/course.ts";
import { renderedBlocks } from "../prose/rendered.server.ts";
import type { ShownOpening } from "./module-opening.tsx";

/** A module's opening with its text ready; for modules that are open to the reader. */
export function openingOf(release: Release, { id, opening, evidenceLimits }: Module): ShownOpening {
  return { pieces: renderedBlocks(release, id, opening), evidenceLimits };
}
