import { z } from "zod";

const tick = z
  .literal("yes")
  .optional()
  .transform((ticked) => ticked === "yes");

/**
 * Whether a mail program says that its reader wants no more of a letter (RFC 8058, 3.1), in either kind of form. The
 * body, which the server has bound, stays to be read.
 */
export async function isOneClick(request: Request): Promise<boolean> {
  // What is no form is no click either.
  const fields = await request
    .clone()
    .formData()
    .catch(() => undefined);
  return fields !== undefined && [...fields.keys()].length === 1 && fields.get("List-Unsubscribe") === "One-Click";
}

/** What somebody does not want to get: what is ticked is stopped. */
export const letterChoice = z.object({ early: tick, overdue: tick, digest: tick });
