import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { action as act, loader as page } from "#app/routes/learn/practice-again.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { type Learner, morning, publishSmall } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { sit } from "../support/sitting.ts";

const params = { course: "course01" };
const here = "/learn/course01/practice";
let ada: Learner & { cookie: string };
let bo: Learner & { cookie: string };

/** Ada has passed a quiz long ago; Bo has joined only. */
beforeAll(async () => {
  await publishSmall(db);
  ada = await addEnrolled("Ada Okafor");
  bo = await addEnrolled("Bo Lindqvist");
  await sit(db, ada, "quiz0001", "right");
});

test("who is not in the course finds nothing there", async () => {
  const { email } = await addMember(db, "Cleo Marsh");
  const cookie = await askIn(enter, { fields: { email, password: goodPassword } });
  expect((await ask(page, { params, cookie })).status).toBe(404);
  expect((await ask(act, { params, cookie, fields: { intent: "start" } })).status).toBe(404);
  expect((await ask(page, { params })).status).toBe(303);
});

test("nothing passed is said so, and practising is off until it is begun", async () => {
  expect((await ask(page, { params, cookie: bo.cookie })).data).toMatchObject({
    standing: { state: "nothing-passed" },
  });
  expect((await ask(page, { params, cookie: ada.cookie })).data).toMatchObject({ standing: { state: "not-started" } });
});

test("begin, answer, rate, go on, and forget: the key comes with the answer alone", async () => {
  const { cookie } = ada;
  const send = (fields: Record<string, string | string[]>) => ask(act, { params, cookie, fields });
  expect(await send({ intent: "start" })).toMatchObject({ status: 303, location: here });
  const shown = await ask(page, { params, cookie });
  expect(shown.data).toMatchObject({ standing: { state: "due", turn: 1 } });
  expect(JSON.stringify(shown.data)).not.toMatch(/"correct"|Because of|item1o/);

  const answered = await send({ intent: "answer", turn: "1", "choice-1": "1" });
  expect(answered).toMatchObject({ status: 200, data: { answered: { turn: 1, choices: [1] } } });
  expect(JSON.stringify(answered.data)).toMatch(/Because of/);
  expect(JSON.stringify(answered.data)).not.toMatch(/item1o/);
  expect(answered.headers.get("Cache-Control")).toBe("no-store");

  const rate = { intent: "rate", turn: "1", "choice-1": "1", ease: "hard" };
  expect(await send(rate)).toMatchObject({ status: 303, location: here });
  expect(await send(rate)).toMatchObject({ status: 303, location: here });
  expect((await ask(page, { params, cookie })).data).toMatchObject({ standing: { turn: 2 } });
  expect(await db.selectFrom("practice_again_item").selectAll().execute()).toHaveLength(1);
  expect(await send({ intent: "answer", turn: "1", "choice-1": "1" })).toMatchObject({ status: 303, location: here });

  expect(await send({ intent: "forget" })).toMatchObject({ status: 303, location: `${here}?done=forgotten` });
  expect(await db.selectFrom("practice_again").selectAll().execute()).toEqual([]);
  const after = await ask(page, { path: "/?done=forgotten", params, cookie });
  expect(after.data).toMatchObject({ standing: { state: "not-started" }, notice: expect.stringMatching(/deleted/) });
});

test.each([
  [{}],
  [{ intent: "peek" }],
  [{ intent: "answer", turn: "0" }],
  [{ intent: "answer", turn: "NaN" }],
  [{ intent: "answer", turn: "1", "choice-1": "x" }],
  [{ intent: "answer", turn: "1", "choice-1": [] }],
  [{ intent: "answer", turn: "1", "choice-1": "99" }],
  [{ intent: "rate", turn: "1", "choice-1": "1", ease: "again" }],
  [{ intent: "rate", turn: "1", "choice-1": "1", person: "someone" }],
])("the page does not take %j", async (fields) => {
  const { cookie } = ada;
  await ask(act, { params, cookie, fields: { intent: "start" } });
  expect((await ask(act, { params, cookie, fields })).status).toBe(422);
});

test("what is not due yet is not asked, and when it comes back is said", async () => {
  const dee = await addEnrolled("Dee Abara");
  const passed = await sit(db, dee, "quiz0001", "right", new Date());
  const { cookie } = dee;
  await ask(act, { params, cookie, fields: { intent: "start" } });
  const nextAt = new Date(Date.parse(passed.outcome?.submittedAt ?? "") + 24 * 60 * 60_000).toISOString();
  expect((await ask(page, { params, cookie })).data).toMatchObject({ standing: { state: "nothing-due", nextAt } });
  const early = { intent: "answer", turn: "1", "choice-1": "1" };
  expect((await ask(act, { params, cookie, fields: early })).status).toBe(303);
});

async function addEnrolled(name: string): Promise<Learner & { cookie: string }> {
  const release = await publishSmall(db);
  const actor = await addMember(db, name);
  const enrolled = await enrol(db, { personId: actor.id, courseId: release.courseId, now: morning });
  if ("refused" in enrolled) throw new Error(`Not enrolled: ${enrolled.refused}.`);
  const cookie = await askIn(enter, { fields: { email: actor.email, password: goodPassword } });
  return { actor, enrolment: enrolled.enrolment, release, cookie };
}
