import { postAssignments } from "#app/domain/assignment/reach.ts";
import { postTurn } from "#app/domain/personal-data/daily-turn.ts";
import type { Db } from "#db/open.ts";

/** Posts what each day of UTC brings; however many processes post it, each is there once. */
export async function beginDay(db: Db, day: string, now: Date): Promise<void> {
  await postAssignments(db, { day, now });
  await postTurn(db, { day, turn: "1", now });
}
