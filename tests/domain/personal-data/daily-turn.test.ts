import { expect } from "vitest";
import { closeAccount } from "#app/domain/closure.ts";
import { isErased } from "#app/domain/erasure.ts";
import { type DueEffect, takeDue } from "#app/domain/outbox.ts";
import { postTurn, takeTurn } from "#app/domain/personal-data/daily-turn.ts";
import type { Db } from "#db/open.ts";
import { runDue, startJobs } from "#server/jobs.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshList } from "#tests/support/erasures.ts";
import { freshKeys } from "#tests/support/keys.ts";
import { addMember, goodPassword } from "#tests/support/people.ts";

const noon = (day: string) => new Date(`${day}T12:00:00.000Z`);

async function addTries(db: Db, count: number, at: string): Promise<void> {
  const tries = Array.from({ length: count }, (_, n) => ({
    id: `try ${n}`,
    at,
    account: "account",
    ip: "192.0.2.1",
    outcome: "refused" as const,
    person_id: null,
  }));
  await db.insertInto("sign_in_event").values(tries).execute();
}

/** Does what is due as the runner would, until nothing is; answers with what came of each turn. */
async function runDay(db: Db, day: string): Promise<(string | null)[]> {
  const erasing = { seals: freshKeys(), list: freshList() };
  const perform = async (db: Db, effect: DueEffect, now: Date) =>
    effect.kind === "retention" ? takeTurn(db, { ...effect.payload, ...erasing, now }) : "not tried";
  await postTurn(db, { day, turn: "1", now: noon(day) });
  while ((await runDue(db, { perform, clock: () => noon(day) })) > 0);
  const rows = await db.selectFrom("outbox").select("outcome").where("effect_key", "like", `%${day}%`);
  return (await rows.orderBy("effect_key").execute()).map(({ outcome }) => outcome);
}

onBothDatabases("a day takes what is past its time, a turn after another until there is no more", async ({ db }) => {
  await addTries(db, 1_500, "2025-01-01T00:00:00.000Z");
  await runDay(db, "2026-03-01");
  const turns = await runDay(db, "2026-03-02");
  expect(turns).toEqual(["erased 0, sign_in_event 1000", "erased 0, sign_in_event 500"]);
  expect(await db.selectFrom("sign_in_event").selectAll().execute()).toEqual([]);
  expect(await runDay(db, "2026-03-02")).toEqual(turns);
});

onBothDatabases(
  "the first day, and the first after a month without one, rests: the clock may be wrong",
  async ({ db }) => {
    await addTries(db, 2, "2025-01-01T00:00:00.000Z");
    await addMember(db, "Morgan Reyes", ["administrator"]);
    const actor = await addMember(db);
    const confirming = { actor, email: actor.email, password: goodPassword, ip: "192.0.2.1", list: freshList() };
    await closeAccount(db, { ...confirming, now: noon("2026-01-01") });
    expect(await runDay(db, "2026-03-02")).toEqual([expect.stringMatching(/^rested/)]);
    expect(await runDay(db, "2036-03-02")).toEqual([expect.stringMatching(/^rested/)]);
    expect(await isErased(db, actor.id)).toBe(false);
    expect(await runDay(db, "2036-03-03")).toEqual([expect.stringMatching(/^erased 1, /)]);
    expect(await isErased(db, actor.id)).toBe(true);
  },
);

onBothDatabases("the runner begins each day once, whoever runs beside it", async ({ db }) => {
  const clock = () => noon("2026-03-02");
  const begun: string[] = [];
  const beginDay = async (db: Db, day: string, now: Date) => {
    begun.push(day);
    await postTurn(db, { day, turn: "1", now });
  };
  const perform = async () => "done";
  const runners = [startJobs(db, { perform, clock, beginDay }), startJobs(db, { perform, clock, beginDay })];
  while ((await db.selectFrom("outbox").select("id").where("done_at", "is not", null).execute()).length === 0);
  await Promise.all(runners.map(({ stop }) => stop()));
  expect(begun).toEqual(["2026-03-02", "2026-03-02"]);
  expect(await db.selectFrom("outbox").select("kind").execute()).toEqual([{ kind: "retention" }]);
  expect(await takeDue(db, { now: clock() })).toEqual([]);
});
