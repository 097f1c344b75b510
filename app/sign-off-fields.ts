import { z } from "zod";
import { isDay } from "./domain/calendar.ts";
import type { Rubric } from "./domain/course/rubric.ts";
import { withdrawalReasons } from "./domain/sign-off/reasons.ts";
import type { Observed } from "./domain/sign-off.ts";
import { field } from "./fields.ts";
import { signOff } from "./messages/sign-off.ts";

/** What is asked of a sign-off: a day, and of each criterion whether it was seen, in a field named for its place. */
export function signOffForm({ criteria }: Rubric) {
  const asked = criteria.map((_, at): [string, z.ZodType<Observed>] => {
    return [nameOf(at), z.enum(["seen", "not-yet"], signOff.page.unanswered(at + 1))];
  });
  return z.object({
    key: field.key,
    observedOn: z.string().trim().refine(isDay, signOff.page.noDay),
    ...Object.fromEntries(asked),
  });
}

/** What was chosen, by criterion. */
export function observedIn({ criteria }: Rubric, values: Record<string, unknown>): Record<string, Observed> {
  return Object.fromEntries(
    criteria.map(({ id }, at) => [id, values[nameOf(at)] === "seen" ? ("seen" as const) : ("not-yet" as const)]),
  );
}

/** The name of a criterion's field. */
export function nameOf(at: number): string {
  return `criterion-${at + 1}`;
}

export const withdrawalForm = z.object({
  intent: z.literal("withdraw"),
  signOff: field.id,
  why: z.enum(withdrawalReasons, signOff.given.noWhy),
});
