import { readFileSync } from "node:fs";
import { settings } from "./settings.ts";

/** The time. Where tests move time, it is the ISO time that the file named in ATTUNE_CLOCK holds. */
export function now(): Date {
  const { clockFile } = settings();
  return clockFile === null ? new Date() : new Date(readFileSync(clockFile, "utf8").trim());
}
