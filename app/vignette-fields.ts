import { z } from "zod";
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
