import type { z } from "zod";
import { unprintableIn } from "./certificate/face.ts";

/** How many letters a refusal names. */
const mostNamed = 8;

/**
 * For a field that certificates print: a letter that their face lacks is refused in a sentence that names it, so that
 * what is confirmed is what is printed.
 */
export function refuseUnprintable(sentence: (letters: string) => string) {
  return (text: string, check: z.RefinementCtx): void => {
    const lacking = unprintableIn(text).slice(0, mostNamed);
    if (lacking.length > 0) check.addIssue({ code: "custom", message: sentence(lacking.join(" ")) });
  };
}
