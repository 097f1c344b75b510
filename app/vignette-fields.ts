import { z } from "zod";
import { cursorOf } from "./http.ts";
import { vignettes as words } from "./messages/vignettes.ts";

/** The places of the options chosen so far, "0-2-1": where one stands in a vignette, kept in its form and nowhere else. */
export const pathField = z
  .string()
  .max(400, words.refused.unread)
  .regex(/^(\d{1,2}(-\d{1,2})*)?$/, words.refused.unread)
  .transform((path) => (path === "" ? [] : path.split("-").map(Number)))
  .default([]);

/** The place of the option chosen now. */
export const choiceField = z
  .string()
  .regex(/^\d{1,2}$/, words.refused["no-such-step"])
  .transform(Number)
  .optional();

/** The release that an address asks for. */
export function releaseOf(request: Request): string | undefined {
  return cursorOf(request, "release");
}

/** The group that an address asks for: "all" is the whole practice, which the domain calls "". */
export function groupOf(request: Request): string | undefined {
  const group = cursorOf(request, "group");
  return group === "all" ? "" : group;
}
