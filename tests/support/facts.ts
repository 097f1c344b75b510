import fc from "fast-check";
import type { Facts } from "#app/domain/standing/judgement.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { morning } from "./cast.ts";

const instant = fc.integer({ min: -60, max: 400 }).map((days) => new Date(+morning + days * 86_400_000).toISOString());
const aDay = instant.map((at) => at.slice(0, 10));
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 });

/** Rows as they may stand, and some that may not: what is judged must not depend on that. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    asked: perhaps(fc.record({ assignedAt: instant, dueOn: perhaps(aDay) })),
    excusedAt: fc.option(instant, { freq: 2 }),
    waivedAt: fc.option(instant, { freq: 2 }),
    work: perhaps(
      fc.record({
        cycle: fc.integer({ min: 1, max: 2 }),
        enrolledAt: instant,
        leftAt: perhaps(instant),
        lastAt: perhaps(instant),
      }),
    ),
    done: fc.option(
      fc.record({ completedCycle: fc.integer({ min: 1, max: 2 }), completedAt: instant, expiresOn: perhaps(aDay) }),
      { freq: 2 },
    ),
  })
  .map(({ asked, work, done, ...granted }) => ({
    ...(asked ?? { assignedAt: null, dueOn: null }),
    ...granted,
    ...(work ?? { cycle: null, enrolledAt: null, leftAt: null, lastAt: null }),
    ...(done ?? { completedCycle: null, completedAt: null, expiresOn: null }),
  }));

/** People of whom these facts are known; their ids. */
export async function addRows(db: Db, course_id: string, all: Facts[]): Promise<string[]> {
  const at = morning.toISOString();
  const people = all.map(() => newId());
  const nobody = { zone: null, suspended_at: null, left_at: null, erased_at: null, alias_of: null, version: 1 };
  for (let from = 0; from < all.length; from += 500) {
    const some = people.slice(from, from + 500);
    await db
      .insertInto("person")
      .values(some.map((id) => ({ id, email: null, name: "Bo Lind", created_at: at, ...nobody })))
      .execute();
    await db
      .insertInto("standing")
      .values(
        all.slice(from, from + 500).map((facts, index) => ({
          person_id: some[index] ?? "",
          course_id,
          assigned_at: facts.assignedAt,
          due_on: facts.dueOn,
          excused_at: facts.excusedAt,
          waived_at: facts.waivedAt,
          cycle: facts.cycle,
          enrolled_at: facts.enrolledAt,
          left_at: facts.leftAt,
          last_at: facts.lastAt,
          completed_cycle: facts.completedCycle,
          completed_at: facts.completedAt,
          expires_on: facts.expiresOn,
        })),
      )
      .execute();
  }
  return people;
}
