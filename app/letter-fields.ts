import { z } from "zod";

const tick = z
  .literal("yes")
  .optional()
  .transform((ticked) => ticked === "yes");

/** What somebody does not want to get: what is ticked is stopped. */
export const letterChoice = z.object({ early: tick, overdue: tick, digest: tick });
