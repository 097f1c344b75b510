import type { Hours } from "#app/domain/course.ts";

interface Worksheet {
  words: number;
  questions: number;
  /** 1 to 5. */
  difficulty: number;
}

/** Below this many words the formula gives minutes for next to no text, and none are claimed. */
export const fewestWords = 3_000;

/**
 * Minutes of learning time for a text with its questions.
 * Mergener 1991, Am J Pharm Educ 55:263-266, with the factor 0.9; the constant is -22.3, though a copy with +22.3 goes
 * round, which its own example contradicts: (3774 words, 16 questions, difficulty 2.5) is 61.94 minutes.
 */
export function mergenerMinutes({ words, questions, difficulty }: Worksheet): number {
  return 0.9 * (-22.3 + 0.00209 * words + 2.78 * questions + 15.5 * difficulty);
}

/** What text and questions add to the formula's minutes, without its constants, which a course has once. */
export function addedMinutes({ words, questions }: Omit<Worksheet, "difficulty">): number {
  return 0.9 * (0.00209 * words + 2.78 * questions);
}

/**
 * Minutes and hours that a course may claim: the formula's, capped by a pilot's median, rounded down to quarters of an
 * hour; none under 3,000 words. Minutes to two decimals.
 */
export function creditedTime(worksheet: Worksheet, pilotMinutes: number | null): Pick<Hours, "minutes" | "hours"> {
  if (worksheet.words < fewestWords) return { minutes: 0, hours: 0 };
  const minutes = Math.max(0, Math.min(mergenerMinutes(worksheet), pilotMinutes ?? Number.POSITIVE_INFINITY));
  return { minutes: Math.floor(100 * minutes) / 100, hours: Math.floor(minutes / 15) / 4 };
}
