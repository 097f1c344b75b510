import { type Rule, rules } from "./rules.ts";

/** Words found that the list names; `index` is where in the text they begin. */
export interface LintHit {
  rule: string;
  severity: Rule["severity"];
  match: string;
  index: number;
  prefer: string;
  why: string;
}

const weight: Record<Rule["severity"], number> = { info: 0, warn: 1, error: 2 };
const everywhere = rules.filter(({ scope }) => scope === undefined);

/**
 * Finds in a text what the project's list of words names, in the order of the text. Of two that overlap the longer
 * is kept, unless the shorter is graver.
 */
export function lintText(text: string): LintHit[] {
  const found = everywhere.flatMap((rule) => hitsOf(rule, text));
  return found
    .filter((hit) => !found.some((other) => other !== hit && covers(other, hit)))
    .sort((a, b) => a.index - b.index || b.match.length - a.match.length);
}

/** Whether a rule finds something in a text: what its own examples are tried with. */
export function isFoundBy(rule: Rule, text: string): boolean {
  return hitsOf(rule, text).length > 0;
}

function hitsOf({ id, severity, prefer, why, expression }: Rule, text: string): LintHit[] {
  // Most texts hold nothing of a rule, and to ask is much cheaper than to search.
  if (!expression.test(text)) return [];
  const everyOne = new RegExp(expression, `${expression.flags}g`);
  return [...text.matchAll(everyOne)].map(({ 0: match, index }) => ({
    rule: id,
    severity,
    match,
    index,
    prefer,
    why,
  }));
}

function covers(other: LintHit, hit: LintHit): boolean {
  const overlap = other.index < hit.index + hit.match.length && hit.index < other.index + other.match.length;
  return overlap && other.match.length > hit.match.length && weight[other.severity] >= weight[hit.severity];
}
