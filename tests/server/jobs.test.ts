import { expect, vi } from "vitest";
import { type DueEffect, markDone, postEffect, takeDue } from "#app/domain/outbox.ts";
import type { Db } from "#db/open.ts";
import { runBeforeAnswer, runDue, startJobs } from "#server/jobs.ts";
import { onBothDatabases } from "#tests/support/database.ts";

const start = new Date("2026-03-01T09:00:00.000Z");
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

function post(db: Db, id: string, urgency: "now" | "soon" = "soon"): Promise<void> {
  const key = `invitation-mail of ${id}`;
  return postEffect(db, { key, kind: "invitation-mail", payload: { invitationId: id }, urgency, now: start });
}

async function outcomes(db: Db): Promise<(string | null)[]> {
  const rows = await db.selectFrom("outbox").select("outcome").orderBy("effect_key").execute();
  return rows.map((row) => row.outcome);
}

onBothDatabases("an effect that is posted twice is there once", async ({ db }) => {
  await post(db, "a");
  await post(db, "a");
  expect(await takeDue(db, { now: start })).toMatchObject([
    { kind: "invitation-mail", payload: { invitationId: "a" } },
  ]);
});

onBothDatabases("two runners at once do every effect once", async ({ db }) => {
  for (const id of ["a", "b", "c", "d", "e", "f", "g"]) await post(db, id);
  const done: string[] = [];
  const perform = async (_: Db, { key }: DueEffect) => {
    done.push(key);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return "sent";
  };
  const doing = { perform, clock: () => start };
  while ((await Promise.all([runDue(db, doing), runDue(db, doing)])).some((taken) => taken > 0));
  expect(done.toSorted()).toEqual(["a", "b", "c", "d", "e", "f", "g"].map((id) => `invitation-mail of ${id}`));
  expect(await outcomes(db)).toEqual(Array(7).fill("sent"));
});

onBothDatabases(
  "an effect whose runner died is taken again when its lease is over, and the dead one's word comes too late",
  async ({ db }) => {
    await post(db, "a");
    const [dead] = await takeDue(db, { now: start });
    expect(await takeDue(db, { now: later(4) })).toEqual([]);
    const [alive] = await takeDue(db, { now: later(6) });
    expect(alive).toMatchObject({ id: dead?.id, tries: 2 });
    await markDone(db, { id: dead?.id ?? "", tries: dead?.tries ?? 0, outcome: "sent by the dead", now: later(6) });
    expect(await outcomes(db)).toEqual([null]);
  },
);

onBothDatabases("an effect that fails is put off, longer each time, and given up after ten tries", async ({ db }) => {
  await post(db, "a");
  const waits: number[] = [];
  const perform = async () => {
    throw Object.assign(new Error("to somebody@practice.example"), { code: "ECONNREFUSED" });
  };
  let now = start;
  for (let attempt = 1; attempt <= 10; attempt++) {
    expect(await runDue(db, { perform, clock: () => now })).toBe(1);
    expect(await runDue(db, { perform, clock: () => now })).toBe(0);
    const { due_at } = await db.selectFrom("outbox").select("due_at").executeTakeFirstOrThrow();
    waits.push((Date.parse(due_at) - now.getTime()) / 60_000);
    if (attempt < 10) now = new Date(due_at);
  }
  expect(waits.slice(0, 9)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
  expect(await outcomes(db)).toEqual(["given up: ECONNREFUSED"]);
  expect(await runDue(db, { perform, clock: () => later(100_000) })).toBe(0);
  expect(JSON.stringify(vi.mocked(console.error).mock.calls)).not.toContain("somebody");
  vi.mocked(console.error).mockClear();
});

onBothDatabases("before an answer only what is marked now, and untried, is done", async ({ db }) => {
  await post(db, "a", "now");
  await post(db, "b", "soon");
  const doing = { perform: async () => "sent", clock: () => start };
  await runBeforeAnswer(db, doing);
  expect(await outcomes(db)).toEqual(["sent", null]);
});

onBothDatabases(
  "the runner does what is due until it is stopped, and stopping waits for what is under way",
  async ({ db }) => {
    await post(db, "a");
    const begun = Promise.withResolvers<void>();
    const perform = async () => {
      begun.resolve();
      await new Promise((resolve) => setTimeout(resolve, 30));
      return "sent";
    };
    const jobs = startJobs(db, { perform, clock: () => start });
    await begun.promise;
    await jobs.stop();
    expect(await outcomes(db)).toEqual(["sent"]);
  },
);

onBothDatabases("an effect that cannot be read is given up, and those behind it are done", async ({ db }) => {
  await post(db, "a");
  await db.updateTable("outbox").set({ payload: "{}" }).execute();
  await post(db, "b");
  expect(await takeDue(db, { now: start })).toMatchObject([{ payload: { invitationId: "b" } }]);
  expect(await outcomes(db)).toEqual(["given up: this version does not know such an effect", null]);
});

onBothDatabases("an effect that ended every runner that took it is given up", async ({ db }) => {
  await post(db, "a");
  await db.updateTable("outbox").set({ tries: 10 }).execute();
  expect(await takeDue(db, { now: start })).toEqual([]);
  expect(await outcomes(db)).toEqual(["given up: it ended every runner that tried"]);
});
