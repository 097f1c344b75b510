import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { formKey } from "#app/http.ts";
import { action as personAct, loader as personPage } from "#app/routes/admin/person.tsx";
import { action as saveAct } from "#app/routes/learn/answer.ts";
import { action as attemptAct, loader as attemptPage } from "#app/routes/learn/attempt.tsx";
import { loader as outcomePage } from "#app/routes/learn/outcome.tsx";
import { loader as quizPage } from "#app/routes/learn/quiz.tsx";
import { action as readAct, loader as readPage } from "#app/routes/learn/read.ts";
import { action as reviewAct } from "#app/routes/learn/review.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { type Learner, morning, publishSmall } from "../support/cast.ts";
import { smallRelease, withOtherKeys } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { answer, open, read, readLessons, sit } from "../support/sitting.ts";

const course = "course01";
const quiz = "quiz0001";

/** Everything a learner may send wrongly while sitting a quiz: refused with a sentence, and nothing is lost. */
let ada: Sitter;
let attempt: string;
const params = () => ({ course, attempt });

beforeAll(async () => {
  await publishSmall(db);
  ada = await addSitter("Ada Okafor");
  const opened = await open(db, ada, quiz);
  await answer(db, ada, opened, "right");
  attempt = opened.id;
});

const sentences: [string, Record<string, string | string[]>, number, RegExp][] = [
  ["an item that is not in the attempt", { item: "4", "choice-4": "1" }, 422, /not in this attempt/],
  ["an item before the first", { item: "0" }, 422, /could not be read/],
  ["no item", { item: "" }, 422, /could not be read/],
  ["a choice that is unknown", { "choice-1": "9" }, 422, /not among the choices/],
  ["a choice by the author's id", { "choice-1": "item1o1as" }, 422, /could not be read/],
  ["another item's choices", { "choice-2": "1" }, 422, /does not belong/],
  ["two items at once", { item: ["1", "2"] }, 422, /more than once/],
  ["two versions at once", { version: ["9", "10"] }, 422, /more than once/],
  ["a version that is no number", { version: "1e309" }, 422, /could not be read/],
  ["a field that is not of the form", { "choice-1": "1", correct: "1" }, 422, /does not belong/],
  ["more choices than there can be", { "choice-1": Array.from({ length: 60 }, () => "1") }, 422, /could not be read/],
  ["5 MB of text", { "choice-1": "x".repeat(5_000_000) }, 422, /too long/],
  ["an older saving", { version: "1", "choice-1": ["1", "2", "3", "4"] }, 409, /another window|one answer/],
];

test.each(sentences)("%s is refused with a sentence, and nothing is lost", async (_, sent, status, sentence) => {
  const before = await read(db, ada, attempt);
  const fields = { intent: "save", item: "1", version: "9", ...sent };
  const line = await ask(saveAct, { params: params(), cookie: ada.cookie, fields });
  expect([status, 422]).toContain(line.status);
  expect(line.data).toMatchObject({ refused: expect.stringMatching(sentence) });
  const page = await ask(attemptAct, { params: params(), cookie: ada.cookie, fields });
  expect(page.status).toBe(line.status);
  expect(JSON.stringify(page.data)).toMatch(sentence);
  expect(await read(db, ada, attempt)).toEqual(before);
});

test("of two windows on one attempt the older one is told what stands, and what it chose stays on its page", async () => {
  const bo = await addSitter("Bo Lindqvist");
  const { id } = await open(db, bo, quiz);
  const at = { params: { course, attempt: id }, cookie: bo.cookie };
  const fields = (choice: string) => ({ intent: "save", item: "1", version: "1", "choice-1": choice });
  expect((await ask(saveAct, { ...at, fields: fields("2") })).status).toBe(200);
  const late = await ask(saveAct, { ...at, fields: fields("3") });
  expect(late).toMatchObject({ status: 409, data: { standing: [2], version: 1 } });
  const without = await ask(attemptAct, { ...at, fields: { ...fields("3"), intent: "continue" } });
  expect(without).toMatchObject({ status: 409, data: { typed: { "choice-1": ["3"] } } });
  expect((await ask(attemptPage, { ...at, path: "/?item=1" })).data).toMatchObject({
    sitting: { items: [{ chosen: [2], version: 2 }, {}, {}] },
  });
  expect((await ask(saveAct, { ...at, fields: { ...fields("3"), version: "2" } })).status).toBe(200);
});

test("an attempt that was sent in one window tells the other at its next saving, and its grade stands", async () => {
  const cleo = await addSitter("Cleo Marsh");
  const sent = await sit(db, cleo, quiz, "wrong");
  const at = { params: { course, attempt: sent.id }, cookie: cleo.cookie };
  const fields = { intent: "save", item: "1", version: "9", "choice-1": "1" };
  expect(await ask(saveAct, { ...at, fields })).toMatchObject({
    status: 409,
    data: { refused: expect.stringMatching(/has been sent/), to: `/learn/course01/attempt/${sent.id}/outcome` },
  });
  expect(await ask(attemptAct, { ...at, fields })).toMatchObject({ status: 409 });
  expect(await read(db, cleo, sent.id)).toEqual(sent);
});

test("a release that is published meanwhile changes nothing: the attempt is graded by its own", async () => {
  const dee = await addSitter("Dee Haddad");
  const opened = await open(db, dee, quiz);
  const newer = smallRelease((one) => withOtherKeys({ ...one, version: "9.0.0" }));
  const { id: release } = await publishSmall(db, newer);
  const at = { params: { course, attempt: opened.id }, cookie: dee.cookie };
  // Moved to the newer release, as one is one day, the learner still sits the quiz that was opened.
  await db.updateTable("enrolment").set({ release_id: release }).where("id", "=", dee.enrolment.id).execute();
  await answer(db, dee, opened, "right");
  expect((await ask(reviewAct, { ...at, fields: {} })).status).toBe(303);
  expect((await read(db, dee, opened.id)).outcome).toMatchObject({ passed: true });
});

test("the module's lock holds for savings too, once a learner is moved to a release that has it", async () => {
  const eve = await addSitter("Eve Brandt");
  await readLessons(db, eve, ["lesson11", "lesson12"]);
  await sit(db, eve, quiz, "right");
  const opened = await open(db, eve, "quiz0002");
  const fields = { intent: "save", item: "1", version: "1", "choice-1": "1" };
  const at = { params: { course, attempt: opened.id }, cookie: eve.cookie, fields };
  expect((await ask(saveAct, at)).status).toBe(200);
  const harder = smallRelease((one) => ({
    ...one,
    version: "9.0.1",
    modules: one.modules.map((module) => ({
      ...module,
      lessons: [
        ...module.lessons,
        ...module.lessons.slice(0, 1).map((lesson) => ({ ...lesson, id: `${module.id}xx` })),
      ],
    })),
  }));
  const { id: release } = await publishSmall(db, harder);
  await db.updateTable("enrolment").set({ release_id: release }).where("id", "=", eve.enrolment.id).execute();
  expect((await ask(saveAct, { ...at, fields: { ...fields, version: "2" } })).status).toBe(404);
});

test("a lesson is marked read by the script in a line that says where it leads; twice is once", async () => {
  const fay = await addSitter("Fay Okoro");
  const at = { params: { course, lesson: "lesson11" }, cookie: fay.cookie };
  const fields = { intent: "read", reading: "1" };
  for (const _ of [1, 2]) {
    expect(await ask(readAct, { ...at, fields })).toMatchObject({
      status: 200,
      data: { to: "/learn/course01/lesson/lesson12" },
    });
  }
  expect(
    await db.selectFrom("lesson_read").select("id").where("enrolment_id", "=", fay.enrolment.id).execute(),
  ).toHaveLength(1);
  expect(await ask(readAct, { ...at, fields: { ...fields, reading: "x" } })).toMatchObject({
    status: 422,
    data: { refused: expect.stringMatching(/could not be marked/) },
  });
  const locked = { ...at, params: { course, lesson: "lesson21" } };
  expect((await ask(readAct, { ...locked, fields })).status).toBe(404);
  expect((await ask(readAct, { params: at.params, fields })).location).toMatch(/^\/sign-in/);
  expect((await ask(readPage, { ...at, path: "/learn/course01/lesson/lesson11/read" })).location).toBe(
    "/learn/course01/lesson/lesson11",
  );
});

test("more attempts are granted by an administrator alone, with a reason, and the learner is told without it", async () => {
  const gil = await addSitter("Gil Amado");
  const boss = await addMember(db, "Hana Ito", ["administrator"]);
  const other = await addMember(db, "Ivo Sand", ["supervisor", "auditor", "author"]);
  for (const _ of [1, 2, 3]) await sit(db, gil, quiz, "wrong");
  const at = { params: { person: gil.actor.id } };
  const granting = (more: Record<string, string>) => ({
    intent: "accommodate",
    key: formKey(),
    place: `${gil.enrolment.id}/${quiz}`,
    attempts: "1",
    why: "Canary of the reason",
    ...more,
  });
  const cookie = await signIn(boss.email);
  const wrongs: Record<string, string>[] = [
    { why: " " },
    { attempts: "0" },
    { attempts: "999" },
    { place: "../x" },
    { more: "1" },
  ];
  for (const wrong of wrongs) {
    expect((await ask(personAct, { ...at, cookie, fields: granting(wrong) })).status).toBe(422);
  }
  const elsewhere = { place: `${ada.enrolment.id}/${quiz}` };
  expect((await ask(personAct, { ...at, cookie, fields: granting(elsewhere) })).status).toBe(404);
  const others = await signIn(other.email);
  expect((await ask(personAct, { ...at, cookie: others, fields: granting({}) })).status).toBe(404);
  expect((await ask(personPage, { ...at, cookie: others })).status).toBe(404);

  expect(await ask(personAct, { ...at, cookie, fields: granting({}) })).toMatchObject({ status: 303 });
  expect(JSON.stringify((await ask(personPage, { ...at, cookie })).data)).toContain("Canary");
  const told = await ask(quizPage, { params: { course, quiz }, cookie: gil.cookie });
  expect(told.data).toMatchObject({ quiz: { left: 1, granted: 1, again: [] } });
  const [last] = await db.selectFrom("attempt").select("id").where("enrolment_id", "=", gil.enrolment.id).execute();
  const outcome = await ask(outcomePage, { params: { course, attempt: last?.id ?? "" }, cookie: gil.cookie });
  expect(outcome.data).toMatchObject({ left: 1, notBefore: null });
  expect(JSON.stringify([told.data, outcome.data])).not.toContain("Canary");
});

type Sitter = Learner & { cookie: string };

async function addSitter(name: string): Promise<Sitter> {
  const actor = await addMember(db, name);
  const release = await publishSmall(db);
  const enrolled = await enrol(db, { personId: actor.id, courseId: course, now: morning });
  if ("refused" in enrolled) throw new Error(`Not enrolled: ${enrolled.refused}.`);
  return { actor, enrolment: enrolled.enrolment, release, cookie: await signIn(actor.email) };
}

function signIn(email: string): Promise<string> {
  return askIn(enter, { fields: { email, password: goodPassword } });
}
