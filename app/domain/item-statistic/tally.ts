import type { Fraction } from "../attempt/scoring.ts";

/**
 * Sums over first attempts at one item, without a person. Scores are in whole parts of a point, so that sums are exact
 * and the same in whatever order attempts come; `rest` is what the same sitting earned on its other items.
 */
export interface Tally {
  attempts: number;
  score: number;
  scoreSquared: number;
  rest: number;
  restSquared: number;
  product: number;
  /** By chosen id: how often, and what those who chose it earned on the rest. */
  chosen: Record<string, { times: number; rest: number }>;
}

/** One item of one sitting; scores in parts. */
export interface Answered {
  score: number;
  rest: number;
  chosen: string[];
}

/** What a point is divided into: a score out of up to ten equal shares is a whole number of parts. */
export const partsOfPoint = 2520;

export function toParts({ top, bottom }: Fraction): number {
  return Math.round((top * partsOfPoint) / bottom);
}

/** The sums with one attempt more. */
export function add(tally: Tally | null, { score, rest, chosen }: Answered): Tally {
  const before = tally ?? nothingTallied();
  const counted = chosen.map((id) => {
    const { times, rest: theirs } = before.chosen[id] ?? { times: 0, rest: 0 };
    return [id, { times: times + 1, rest: theirs + rest }];
  });
  return {
    attempts: before.attempts + 1,
    score: before.score + score,
    scoreSquared: before.scoreSquared + score * score,
    rest: before.rest + rest,
    restSquared: before.restSquared + rest * rest,
    product: before.product + score * rest,
    chosen: { ...before.chosen, ...Object.fromEntries(counted) },
  };
}

/** The mean score, from 0 to 1: Moodle's facility index, the p-value of classical item analysis. */
export function facilityOf({ attempts, score }: Tally): number {
  return score / (attempts * partsOfPoint);
}

/**
 * How far an item goes with the others, from -1 to 1: Pearson's correlation of the item's score with the score on the
 * rest of the sitting, the corrected item-total correlation. It is Moodle's discrimination index, which that gives in
 * per cent. Null where it cannot be told: everyone earned the same on the item, or on the rest.
 */
export function discriminationOf(tally: Tally): number | null {
  const [n, score, rest] = [BigInt(tally.attempts), BigInt(tally.score), BigInt(tally.rest)];
  const ofScore = n * BigInt(tally.scoreSquared) - score * score;
  const ofRest = n * BigInt(tally.restSquared) - rest * rest;
  if (ofScore === 0n || ofRest === 0n) return null;
  const together = n * BigInt(tally.product) - score * rest;
  return Number(together) / Math.sqrt(Number(ofScore)) / Math.sqrt(Number(ofRest));
}

function nothingTallied(): Tally {
  return { attempts: 0, score: 0, scoreSquared: 0, rest: 0, restSquared: 0, product: 0, chosen: {} };
}
