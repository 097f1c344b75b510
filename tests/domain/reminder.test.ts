import { describe, expect, test, vi } from "vitest";
import { grantConcession } from "#app/domain/assignment/concession.ts";
import { suspendPerson } from "#app/domain/person.ts";
import { notePresentCourses } from "#app/domain/release.ts";
import { chooseMail } from "#app/domain/reminder/choice.ts";
import { letterDay, letterDays, nextOpening } from "#app/domain/reminder/days.ts";
import { closeLetter, openDigestLetter, openReminderLetter } from "#app/domain/reminder/letter.ts";
import { listReminders } from "#app/domain/reminder/log.ts";
import { planToday } from "#app/domain/reminder/plan.ts";
import { rehearse } from "#app/domain/reminder/rehearsal.ts";
import { changeReminderRules, findReminderRules } from "#app/domain/reminder/settings.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { type Performer, runDue } from "#server/jobs.ts";
import { addLearner, addPerson, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { askFor, turnOn } from "#tests/support/reminders.ts";
import { formTeam } from "#tests/support/team.ts";

// The morning is Monday 2 March 2026, nine o'clock.
const days = (count: number, hours = 0) => new Date(morning.getTime() + count * 86_400_000 + hours * 3_600_000);

/** Delivers letters as the server does, to a list. */
function delivering(sent: string[]): Performer {
  return async (db, effect, now) => {
    if (effect.kind !== "reminder-mail" && effect.kind !== "digest-mail") return "nothing of ours";
    const isDigest = effect.kind === "digest-mail";
    const opened = isDigest
      ? await openDigestLetter(db, { ...effect.payload, now })
      : await openReminderLetter(db, { ...effect.payload, now });
    if ("until" in opened) return { until: opened.until, reason: "quiet" };
    if ("nothing" in opened) return opened.nothing;
    for (const { id } of opened.letter.reminders) {
      const row = await db.selectFrom("reminder").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
      sent.push(`${now.toISOString().slice(0, 10)} ${row.reminder_key}`);
    }
    await closeLetter(db, { letter: opened.letter, outcome: "sent", now });
    return "sent";
  };
}

/** What a working day of the runner sends at a time. */
async function work(db: Db, now: Date): Promise<string[]> {
  const sent: string[] = [];
  await planToday(db, now);
  while ((await runDue(db, { perform: delivering(sent), clock: () => now })) > 0);
  return sent;
}

const rulesIn = (sent: string[]) => sent.map((line) => line.split("/")[2]);

async function outcomes(db: Db): Promise<(string | null)[]> {
  return (await listReminders(db, { limit: 50 })).lines.map(({ outcome }) => outcome).reverse();
}

describe("letter days", () => {
  test("an early reminder of a weekend goes on Friday, a late one on Monday", () => {
    const plan = (day: string, last: string) => letterDay(day, { last, weekends: false });
    expect(plan("2026-03-06", "2026-03-05")).toEqual({
      day: "2026-03-06",
      early: ["2026-03-06", "2026-03-07", "2026-03-08"],
      late: ["2026-03-06"],
    });
    expect(plan("2026-03-09", "2026-03-06")).toEqual({
      day: "2026-03-09",
      early: ["2026-03-09"],
      late: ["2026-03-07", "2026-03-08", "2026-03-09"],
    });
    expect(plan("2026-03-07", "2026-03-06")).toBeUndefined();
  });

  test("every day is taken on once by days that follow each other, whichever day is the first", () => {
    for (const weekends of [true, false]) {
      const all = letterDays({ from: "2026-03-03", to: "2026-05-29", last: "2026-03-02" }, weekends);
      const early = all.flatMap((one) => one.early);
      const late = all.flatMap((one) => one.late);
      expect(new Set(early).size).toBe(early.length);
      expect(early).toEqual(late.length === early.length ? late : expect.any(Array));
      expect(late).toHaveLength(88);
    }
  });

  test("what nothing ran on is made up for, three days back and no further", () => {
    expect(letterDay("2026-03-25", { last: "2026-03-04", weekends: true })).toEqual({
      day: "2026-03-25",
      early: ["2026-03-22", "2026-03-23", "2026-03-24", "2026-03-25"],
      late: ["2026-03-22", "2026-03-23", "2026-03-24", "2026-03-25"],
    });
  });

  test("on the night before clocks change the next opening is after the night", async () => {
    const rules = { ...(await defaults()), weekends: true };
    const night = new Date("2026-03-28T21:00:00.000Z");
    const next = nextOpening(night, rules, "Europe/Vienna");
    expect(next.getTime()).toBeGreaterThan(night.getTime());
    expect(next.getTime() - night.getTime()).toBeLessThan(12 * 3_600_000);
  });
});

async function defaults() {
  const hours = { opens: 8, closes: 18, weekends: false, digestOn: 1, overdueMayStop: false };
  return { isOn: true, before: [14, 3, 0], weekly: true, expiry: [60, 30], ...hours };
}

onBothDatabases("reminders are off until they are turned on, and a change by two is refused", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const person = await addPerson(db);
  await askFor(db, { people: [person.id], courseId, on: "2026-03-05" });
  expect(await work(db, days(0))).toEqual([]);
  await turnOn(db);
  expect(rulesIn(await work(db, days(0)))).toEqual(["before-3"]);
  const { version: _, ...rules } = await findReminderRules(db);
  const change = { actor: person, rules: { ...rules, weekly: false }, version: 1, now: morning };
  expect(await changeReminderRules(db, change)).toEqual({ refused: "changed-meanwhile" });
  expect(await changeReminderRules(db, { ...change, rules: { ...rules, opens: 18 } })).toEqual({ refused: "no-hour" });
});

onBothDatabases("somebody is reminded before, on the day and weekly after, each once", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const person = await addPerson(db);
  await turnOn(db);
  await askFor(db, { people: [person.id], courseId, on: "2026-03-18" });
  const sent: string[] = [];
  for (let day = 0; day < 40; day++) for (const hours of [0, 3]) sent.push(...(await work(db, days(day, hours))));
  expect(sent.map((line) => `${line.slice(0, 10)} ${line.split("/")[2]}`)).toEqual([
    "2026-03-04 before-14",
    // Three days before is a Sunday.
    "2026-03-13 before-3",
    "2026-03-18 before-0",
    "2026-03-25 after-1",
    "2026-04-01 after-2",
    "2026-04-08 after-3",
  ]);
});

onBothDatabases("no letter leaves in quiet hours, and one that was late waits for the morning", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const person = await addPerson(db);
  await turnOn(db);
  await askFor(db, { people: [person.id], courseId, on: "2026-03-05" });
  expect(await work(db, days(0, -2))).toEqual([]);
  expect(await db.selectFrom("reminder").selectAll().execute()).toEqual([]);
  await planToday(db, days(0, 8.9));
  const sent: string[] = [];
  const evening = { perform: delivering(sent), clock: () => days(0, 11) };
  await runDue(db, evening);
  expect(sent).toEqual([]);
  const [waiting] = await db.selectFrom("outbox").select("due_at").execute();
  expect(waiting?.due_at).toBe("2026-03-03T08:00:00.000Z");
  await runDue(db, { ...evening, clock: () => days(1, -1) });
  expect(rulesIn(sent)).toEqual(["before-3"]);
});

onBothDatabases("what ends meanwhile is not said, and the page says why", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const admin = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const release = await publishSmall(db);
  const people = [];
  for (const name of ["Done", "Excused", "Waived", "Extended", "Suspended", "Left", "Erased", "Unwilling", "Told"]) {
    people.push(await addPerson(db, name));
  }
  const [done, excused, waived, extended, suspended, left, erased, unwilling, told] = people.map(({ id }) => id);
  const everybody = people.map(({ id }) => id);
  await turnOn(db);
  await askFor(db, { people: everybody, courseId, on: "2026-03-05" });
  await planToday(db, days(0));

  const learner = await addLearner(db, { release });
  await db
    .updateTable("enrolment")
    .set({ person_id: done ?? "" })
    .where("id", "=", learner.enrolment.id)
    .execute();
  const of = { person_id: done ?? "", course_id: courseId, cycle: 1, enrolment_id: learner.enrolment.id };
  const row = { id: newId(), code: newId(), ...of, release_id: release.id, replaces: null, entry: "{}" };
  await db
    .insertInto("completion_record")
    .values({ ...row, issued_at: morning.toISOString() })
    .execute();
  const grants = [
    [excused, { kind: "excusal" as const }],
    [waived, { kind: "waiver" as const }],
    [extended, { kind: "extension" as const, untilOn: "2026-05-05" }],
  ] as const;
  for (const [personId = "", grant] of grants) {
    const given = { actor: admin, personId, courseId, grant, reason: "Agreed", key: newId(), now: days(0) };
    expect(await grantConcession(db, given)).toHaveProperty("granted");
  }
  await suspendPerson(db, { actor: admin, personId: suspended ?? "", now: days(0) });
  await db
    .updateTable("person")
    .set({ left_at: morning.toISOString() })
    .where("id", "=", left ?? "")
    .execute();
  const emptied = { erased_at: morning.toISOString(), email: null, name: null };
  await db
    .updateTable("person")
    .set(emptied)
    .where("id", "=", erased ?? "")
    .execute();
  const none = { early: true, overdue: true, digest: true };
  await chooseMail(db, { personId: unwilling ?? "", stopped: none, now: days(0) });

  const sent = await work(db, days(0));
  expect(sent.map((line) => line.split(" ")[1]?.split("/")[0])).toEqual([told]);
  const rows = await db.selectFrom("reminder").select(["person_id", "outcome"]).execute();
  const said = new Map(rows.map(({ person_id, outcome }) => [person_id, outcome]));
  expect(everybody.map((id) => said.get(id))).toEqual([
    "complete",
    "excused",
    "waived",
    "date-changed",
    "gone",
    "gone",
    "gone",
    "stopped",
    "sent",
  ]);
});

onBothDatabases("of a course that is gone nobody is reminded", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const person = await addPerson(db);
  await turnOn(db);
  await askFor(db, { people: [person.id], courseId, on: "2026-03-05" });
  await notePresentCourses(db, { present: [], now: morning });
  expect(await work(db, days(0))).toEqual([]);
  expect(await outcomes(db)).toEqual(["course-gone"]);
});

onBothDatabases("a practice may have everyone told what is overdue, whatever they chose", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const person = await addPerson(db);
  await turnOn(db);
  await askFor(db, { people: [person.id], courseId, on: "2026-03-04" });
  await chooseMail(db, { personId: person.id, stopped: { early: true, overdue: true, digest: true }, now: morning });
  expect(await work(db, days(2))).toEqual([]);
  expect(rulesIn(await work(db, days(9)))).toEqual(["after-1"]);
  const { version, ...rules } = await findReminderRules(db);
  await changeReminderRules(db, { actor: person, rules: { ...rules, overdueMayStop: true }, version, now: morning });
  expect(await work(db, days(16))).toEqual([]);
  expect(await outcomes(db)).toEqual(["stopped", "sent", "stopped"]);
});

onBothDatabases(
  "a clock that jumps three weeks ahead sends one letter, and one that comes back sends none twice",
  async ({ db }) => {
    const { courseId } = await publishSmall(db);
    const person = await addPerson(db);
    await turnOn(db);
    await askFor(db, { people: [person.id], courseId, on: "2026-03-05" });
    expect(rulesIn(await work(db, days(0)))).toEqual(["before-3"]);
    // Meanwhile it was due, and overdue for one and for two weeks, the last time four days ago.
    expect(await work(db, days(21))).toEqual([]);
    expect(rulesIn(await work(db, days(24)))).toEqual(["after-3"]);
    expect(await work(db, days(1))).toEqual([]);
    expect(rulesIn(await work(db, days(3)))).toEqual(["before-0"]);
    for (let day = 4; day < 24; day++) await work(db, days(day));
    expect(await work(db, days(24))).toEqual([]);
    const keys = await db.selectFrom("reminder").select("reminder_key").execute();
    expect(new Set(keys.map(({ reminder_key }) => reminder_key)).size).toBe(keys.length);
  },
);

onBothDatabases("a mail server that is down for a day loses nothing; a letter too old is left", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const person = await addPerson(db);
  await turnOn(db);
  await askFor(db, { people: [person.id], courseId, on: "2026-03-05" });
  await planToday(db, days(0));
  const down = async () => {
    throw Object.assign(new Error("down"), { code: "ECONNREFUSED" });
  };
  await runDue(db, { perform: down, clock: () => days(0) });
  expect((await listReminders(db, { limit: 9 })).lines).toMatchObject([
    { outcome: null, letter: { outcome: "put off: ECONNREFUSED", isGivenUp: false } },
  ]);
  expect(rulesIn(await work(db, days(1)))).toEqual(["before-3"]);
  await planToday(db, days(3));
  await runDue(db, { perform: down, clock: () => days(3) });
  expect(await work(db, days(14))).toEqual([]);
  expect((await outcomes(db)).at(1)).toBe("too-late");
  expect(JSON.stringify(vi.mocked(console.error).mock.calls)).not.toContain("practice.example");
  vi.mocked(console.error).mockClear();
});

onBothDatabases("two workers write a day down once and send each letter once", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const people = [];
  for (let at = 0; at < 12; at++) people.push(await addPerson(db, `Person ${at}`));
  await turnOn(db);
  await askFor(db, { people: people.map(({ id }) => id), courseId, on: "2026-03-05" });
  const both = await Promise.all([work(db, days(0)), work(db, days(0))]);
  expect(both.flat().toSorted()).toHaveLength(12);
  expect(new Set(both.flat()).size).toBe(12);
});

onBothDatabases("the digest counts each place once, and is not sent when there is nothing to say", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const [sunita, quiet] = [await addPerson(db, "Sunita", ["supervisor"]), await addPerson(db, "Odile", ["supervisor"])];
  const member = await addPerson(db);
  await formTeam(db, { name: "One", members: [member.id], supervisors: [sunita.id] });
  await formTeam(db, { name: "Two", members: [member.id], supervisors: [sunita.id] });
  const calm = await addPerson(db, "Calm");
  await formTeam(db, { name: "Three", members: [calm.id], supervisors: [quiet.id] });
  await turnOn(db, { before: [], weekly: false });
  await askFor(db, { people: [member.id], courseId, on: "2026-03-05" });
  await askFor(db, { people: [calm.id], courseId, on: "2026-06-05" });
  const letters: unknown[] = [];
  await planToday(db, days(0));
  const perform: Performer = async (db, effect, now) => {
    if (effect.kind !== "digest-mail") return "nothing of ours";
    const opened = await openDigestLetter(db, { ...effect.payload, now });
    if ("letter" in opened) letters.push(opened.letter.counts);
    return "sent";
  };
  await runDue(db, { perform, clock: () => days(0) });
  expect(letters).toEqual([{ overdue: 0, inactive: 0, dueSoon: 1 }]);
  expect(await outcomes(db)).toEqual(expect.arrayContaining([null, "empty"]));
});

onBothDatabases("the rehearsal equals what is sent, day by day", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const sunita = await addPerson(db, "Sunita", ["supervisor"]);
  const people = [];
  for (let at = 0; at < 30; at++) {
    const person = await addPerson(db, `Person ${at}`);
    people.push(person.id);
    const on = days(1 + at * 2)
      .toISOString()
      .slice(0, 10);
    await askFor(db, { people: [person.id], courseId, on });
  }
  await formTeam(db, { members: people.slice(0, 4), supervisors: [sunita.id] });
  await chooseMail(db, {
    personId: people[5] ?? "",
    stopped: { early: true, overdue: true, digest: true },
    now: morning,
  });
  await turnOn(db);
  await work(db, days(0));
  const rehearsed = await rehearse(db, days(0));
  const expected = rehearsed.flatMap(({ day, reminders }) =>
    reminders.filter(({ whyNot }) => whyNot === undefined).map(({ key }) => `${day} ${key}`),
  );
  const sent: string[] = [];
  for (let day = 1; day < 30; day++) sent.push(...(await work(db, days(day))));
  expect(sent.length).toBeGreaterThan(60);
  expect(sent.toSorted()).toEqual(expected.toSorted());
});
