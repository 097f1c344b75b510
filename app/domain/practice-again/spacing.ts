import { type Card, createEmptyCard, fsrs, type Grade, Rating } from "ts-fsrs";

/** How well an item came, as its scheduler takes it; `again` is for every answer that is not fully right. */
export type Ease = "again" | "hard" | "good" | "easy";

/** What the scheduler keeps of an item between two answers. */
export type Memory = Omit<Card, "due" | "last_review"> & { last_review: string };

/** How long after a quiz is passed its items first come back, in milliseconds: a day. */
const firstPause = 86_400_000;

/**
 * FSRS as ts-fsrs has it, with its published weights: an item comes back when its learner is likely to still know it
 * nine times in ten. In whole days, so that a miss comes back tomorrow and not within the minute; after a year and a day or two
 * at most; and without chance, so that the same answers give the same days.
 */
const scheduler = fsrs({
  request_retention: 0.9,
  maximum_interval: 365,
  enable_fuzz: false,
  enable_short_term: false,
});

const grades: Record<Ease, Grade> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};

/** When an item comes back that was answered now, and what to keep of it; `memory` is null at its first time. */
export function schedule(
  memory: Memory | null,
  { ease, now }: { ease: Ease; now: Date },
): { dueAt: string; memory: Memory } {
  const card = memory ? { ...memory, due: now } : createEmptyCard(now);
  const { due, last_review: _, ...rest } = scheduler.next(card, now, grades[ease]).card;
  return { dueAt: due.toISOString(), memory: { ...rest, last_review: now.toISOString() } };
}

/** When the items of a quiz first come back. */
export function firstDue(passedAt: string): string {
  return new Date(Date.parse(passedAt) + firstPause).toISOString();
}
