import { z } from "zod";
import terminology from "./terminology.json" with { type: "json" };

/**
 * The words of this project: what to avoid, what to prefer and why, with examples that each pattern must and must not
 * find. `scope` names the one place where another part of the compiler enforces the rule; the lint passes it by.
 */
const rule = z.object({
  id: z.string(),
  category: z.string(),
  pattern: z.string(),
  prefer: z.string(),
  why: z.string(),
  severity: z.enum(["error", "warn", "info"]),
  exceptions: z.string(),
  source: z.string(),
  hit: z.array(z.string()).min(1),
  miss: z.array(z.string()).min(1),
  case_sensitive: z.boolean(),
  scope: z.enum(["objectives", "choices"]).optional(),
});

export type Rule = z.output<typeof rule> & { expression: RegExp };

export const rules: Rule[] = z
  .array(rule)
  .parse(terminology)
  .map((one) => ({ ...one, expression: new RegExp(one.pattern, one.case_sensitive ? "" : "i") }));
