/** An exact score: whole numbers, in lowest terms, `bottom` above 0. */
export interface Fraction {
  top: number;
  bottom: number;
}

export function fraction(top: number, bottom: number): Fraction {
  const divisor = greatestDivisor(Math.abs(top), bottom);
  return { top: top / divisor, bottom: bottom / divisor };
}

export function sum(parts: Fraction[]): Fraction {
  return parts.reduce((a, b) => fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom), fraction(0, 1));
}

/** What of a question its score depends on. */
export type Scored =
  | { kind: "single" | "multiple"; choices: { id: string; correct: boolean }[] }
  | { kind: "matching"; pairs: { id: string }[] }
  | { kind: "ordering"; steps: { id: string }[] };

/**
 * What one answer earns, from 0 to 1 (decision 28): a single one all or nothing; a multiple one
 * (right chosen - wrong chosen) / number right, not under 0; a matching one the share of its pairs; an ordering one
 * the share of its steps that are in place. `chosen` is the answer as it is kept (quiz.ts).
 */
export function scoreOf(question: Scored, chosen: string[]): Fraction {
  if (question.kind === "matching") return shareInPlace(question.pairs, chosen);
  if (question.kind === "ordering") return shareInPlace(question.steps, chosen);
  const right = question.choices.filter((choice) => choice.correct).map((choice) => choice.id);
  const hits = chosen.filter((id) => right.includes(id)).length;
  const misses = chosen.length - hits;
  if (question.kind === "single") return fraction(hits === 1 && misses === 0 ? 1 : 0, 1);
  return fraction(Math.max(0, hits - misses), right.length);
}

export function isWhole({ top, bottom }: Fraction): boolean {
  return top === bottom;
}

function shareInPlace(parts: { id: string }[], chosen: string[]): Fraction {
  return fraction(parts.filter(({ id }, at) => chosen[at] === id).length, parts.length);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a || 1 : greatestDivisor(b, a % b);
}
