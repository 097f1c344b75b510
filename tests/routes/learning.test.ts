import { beforeAll, expect, test } from "vitest";
import { listRecords } from "#app/domain/completion-record.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { listLicences } from "#app/domain/licence.ts";
import { formKey } from "#app/http.ts";
import { action as licencesAct, loader as licencesPage } from "#app/routes/account/licences.tsx";
import { action as saveAct, loader as savePage } from "#app/routes/learn/answer.ts";
import { action as attemptAct, loader as attemptPage } from "#app/routes/learn/attempt.tsx";
import { action as completionAct, loader as completionPage } from "#app/routes/learn/completion.tsx";
import { loader as glossaryPage } from "#app/routes/learn/glossary.tsx";
import { loader as learningPage } from "#app/routes/learn/learning.tsx";
import { action as lessonAct, loader as lessonPage } from "#app/routes/learn/lesson.tsx";
import { loader as outcomePage } from "#app/routes/learn/outcome.tsx";
import { action as outlineAct, loader as outlinePage } from "#app/routes/learn/outline.tsx";
import { action as quizAct, loader as quizPage } from "#app/routes/learn/quiz.tsx";
import { loader as recordPage } from "#app/routes/learn/record.tsx";
import { loader as recordsPage } from "#app/routes/learn/records.tsx";
import { action as reviewAct, loader as reviewPage } from "#app/routes/learn/review.tsx";
import { action as searchAct } from "#app/routes/learn/search.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { giveRole, type Learner, morning, publishSmall } from "../support/cast.ts";
import { wordOf } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { answer, complete, open, read, readLessons } from "../support/sitting.ts";

const course = "course01";

/** One practice for the whole file. */
let ada: Learner & { cookie: string };
let bo: Learner & { cookie: string };
let cleo: { cookie: string };

beforeAll(async () => {
  await publishSmall(db);
  ada = await addEnrolled("Ada Okafor");
  bo = await addEnrolled("Bo Lindqvist");
  const { email } = await addMember(db, "Cleo Marsh");
  cleo = { cookie: await signIn(email) };
});

test("signed out, every page of learning leads to signing in", async () => {
  for (const page of [learningPage, outlinePage, lessonPage, quizPage, attemptPage, recordsPage]) {
    expect(await ask(page, { params: { course } })).toMatchObject({ status: 303 });
  }
});

test("a course that is not one's own, or not there, or malformed, has no lessons, quizzes and glossary", async () => {
  const params = { course, lesson: "lesson11", quiz: "quiz0001", attempt: "none" };
  for (const page of [lessonPage, quizPage, attemptPage, reviewPage, outcomePage, completionPage, glossaryPage]) {
    expect((await ask(page, { params, cookie: cleo.cookie })).status).toBe(404);
    expect((await ask(page, { params: { ...params, course: "nowhere1" }, cookie: ada.cookie })).status).toBe(404);
    expect((await ask(page, { params: { ...params, course: "../' or 1=1" }, cookie: ada.cookie })).status).toBe(404);
  }
});

test("a reviewer reads a lesson and opens a quiz of a module that is locked, until the day is over", async () => {
  const rhea = await addEnrolled("Rhea Quist");
  const looks = async () => {
    const lesson = { cookie: rhea.cookie, params: { course, lesson: "lesson21" } };
    const quiz = { cookie: rhea.cookie, params: { course, quiz: "quiz0002" } };
    const found = await ask(searchAct, { cookie: rhea.cookie, fields: { words: wordOf("lesson21") } });
    return [
      (await ask(lessonPage, lesson)).status,
      (await ask(quizPage, quiz)).status,
      /"count":[1-9]/.test(JSON.stringify(found.data)),
    ];
  };
  const nothing = [404, 404, false];
  expect(await looks()).toEqual(nothing);
  await giveRole(db, rhea.actor.id, "reviewer");
  const until = (at: Date) => db.updateTable("role_grant").set({ until: at.toISOString() }).execute();
  await until(new Date(Date.now() + 60_000));
  expect(await looks()).toEqual([200, 200, true]);
  const opened = { cookie: rhea.cookie, params: { course, quiz: "quiz0002" }, fields: { key: formKey() } };
  expect((await ask(quizAct, opened)).location).toContain("/attempt/");
  await until(new Date(Date.now() - 1));
  expect(await looks()).toEqual(nothing);
});

test("a locked lesson and quiz are not there, to read, to mark, to answer or to open", async () => {
  const params = { course, lesson: "lesson21", quiz: "quiz0002" };
  const { cookie } = ada;
  expect((await ask(lessonPage, { params, cookie })).status).toBe(404);
  for (const fields of [
    { intent: "read", reading: "1" },
    { intent: "check", check: "0", choice: "0" },
    { intent: "place" },
  ]) {
    expect((await ask(lessonAct, { params, cookie, fields })).status).toBe(404);
  }
  expect((await ask(quizPage, { params, cookie })).status).toBe(404);
  expect((await ask(quizAct, { params, cookie, fields: { key: formKey() } })).status).toBe(404);
  const outline = JSON.stringify((await ask(outlinePage, { params, cookie })).data);
  expect(outline).toContain("lesson21");
  expect(outline).not.toContain(wordOf("lesson21"));
  expect(outline).toContain("This module is about hearing.");
  expect(outline).not.toContain("This module is about answering.");
  const found = await ask(searchAct, { cookie, fields: { words: wordOf("lesson21") } });
  expect(found.data).toMatchObject({ count: 0, found: [{ count: 0, hits: [] }] });
});

test("a lesson carries no key and no reason until a check is answered, and then those of that check", async () => {
  const at = { params: { course, lesson: "lesson11" }, cookie: ada.cookie };
  const shown = JSON.stringify((await ask(lessonPage, at)).data);
  expect(shown).not.toMatch(/"correct"|Because of/);
  const answered = await ask(lessonAct, { ...at, fields: { intent: "check", check: "0", choice: "2" } });
  expect(answered).toMatchObject({ status: 200, data: { answered: { result: "not-yet", chosen: [2] } } });
  expect(JSON.stringify(answered.data)).toMatch(/Because of c/);
  expect(answered.headers.get("Cache-Control")).toBe("no-store");
});

test.each([
  [{ intent: "read", reading: "NaN" }, 422],
  [{ intent: "read", reading: "1e309" }, 422],
  [{ intent: "read", reading: "1", progress: "100" }, 422],
  [{ intent: "complete" }, 422],
  [{ intent: "check", check: "-1", choice: "0" }, 422],
  [{ intent: "check", check: "7", choice: "0" }, 422],
  [{ intent: "check", choice: "0" }, 422],
  [{ intent: "check", check: "0", choice: "9" }, 422],
  [{}, 422],
])("a lesson does not take %j", async (fields, status) => {
  const at = { params: { course, lesson: "lesson11" }, cookie: ada.cookie };
  expect((await ask(lessonAct, { ...at, fields })).status).toBe(status);
});

test("a lesson marked read leads to the next step, and pressing twice to the same", async () => {
  const at = { params: { course, lesson: "lesson11" }, cookie: ada.cookie, fields: { intent: "read", reading: "1" } };
  const first = await ask(lessonAct, at);
  expect(first).toMatchObject({ status: 303, location: "/learn/course01/lesson/lesson12" });
  expect(await ask(lessonAct, at)).toMatchObject({ status: 303, location: first.location });
});

test("the place in a lesson is kept, and Continue leads to it", async () => {
  const { cookie } = ada;
  const at = { params: { course, lesson: "lesson12" }, cookie };
  expect((await ask(lessonAct, { ...at, fields: { intent: "place", anchor: "a-pause" } })).status).toBe(303);
  expect((await ask(learningPage, { cookie })).data).toMatchObject({
    current: { next: { kind: "lesson", id: "lesson12", anchor: "a-pause", heading: "A pause" } },
  });
});

test.each([
  [{ words: "  " }],
  [{ words: "x".repeat(201) }],
  [{ words: "pause", course: "course01" }],
  [{}],
])("a search does not take %j", async (fields) => {
  expect((await ask(searchAct, { cookie: ada.cookie, fields })).status).toBe(422);
});

test("another's attempt is the same 404 as one that is not there, whatever is tried", async () => {
  const { id } = await open(db, bo, "quiz0001");
  for (const attempt of [id, "none", "00000000-0000-7000-8000-000000000000"]) {
    const at = { params: { course, attempt }, cookie: ada.cookie };
    for (const page of [attemptPage, reviewPage, outcomePage]) expect((await ask(page, at)).status).toBe(404);
    const fields = { intent: "save", item: "1", version: "1", "choice-1": "1" };
    for (const act of [attemptAct, saveAct]) expect((await ask(act, { ...at, fields })).status).toBe(404);
    expect((await ask(reviewAct, { ...at, fields: {} })).status).toBe(404);
  }
  expect((await read(db, bo, id)).answers).toEqual({});
});

test("an attempt is opened, saved, checked, sent once and told, and its page holds no key on the way", async () => {
  const { cookie } = ada;
  const opened = await ask(quizAct, { params: { course, quiz: "quiz0001" }, cookie, fields: { key: formKey() } });
  const attempt = opened.location?.split("/").at(-1) ?? "";
  const at = { params: { course, attempt }, cookie };
  expect(JSON.stringify((await ask(attemptPage, at)).data)).not.toMatch(/"correct"|Because of|item1o/);

  const save = (fields: Record<string, string | string[]>) => ask(attemptAct, { ...at, fields });
  expect(await save({ intent: "save", item: "1", version: "1", "choice-1": "1" })).toMatchObject({ status: 200 });
  expect(await save({ intent: "save", item: "1", version: "1", "choice-1": "2" })).toMatchObject({
    status: 409,
    data: { errors: { "choice-1": expect.stringMatching(/another window/) } },
  });
  expect((await save({ intent: "save", item: "9", version: "1", "choice-1": "1" })).status).toBe(422);
  expect((await save({ intent: "save", item: "2", version: "1", "choice-2": "99" })).status).toBe(422);
  expect((await save({ intent: "save", item: "2", version: "1", "choice-9": "1" })).status).toBe(422);
  expect((await save({ intent: "save", item: "2", version: "1", "choice-2": "1", passed: "1" })).status).toBe(422);
  const next = await save({ intent: "continue", item: "2", version: "1", "choice-2": "1" });
  expect(next).toMatchObject({ status: 303, location: `/learn/course01/attempt/${attempt}?item=3` });

  expect(await ask(reviewAct, { ...at, fields: {} })).toMatchObject({
    status: 422,
    data: { errors: { form: "Question 3 has no answer yet." } },
  });
  const last = await save({ intent: "continue", item: "3", version: "1", "choice-3": "4" });
  expect(last.location).toBe(`/learn/course01/attempt/${attempt}/review`);
  const sent = await ask(reviewAct, { ...at, fields: {} });
  expect(sent).toMatchObject({ status: 303, location: `/learn/course01/attempt/${attempt}/outcome` });
  expect(await ask(reviewAct, { ...at, fields: {} })).toMatchObject({ status: 303, location: sent.location });
  expect(await save({ intent: "save", item: "1", version: "9", "choice-1": "1" })).toMatchObject({ status: 409 });

  const told = await ask(outcomePage, at);
  expect(told.data).toMatchObject({ outcome: { passed: false, items: 3 }, explained: null, left: 2 });
  expect(JSON.stringify(told.data)).not.toMatch(/Because of|"correct"/);
});

test("the script's saving is answered in a line: when it was saved and its version, or why not", async () => {
  const fay = await addEnrolled("Fay Okafor");
  const { id } = await open(db, fay, "quiz0001");
  const at = { params: { course, attempt: id }, cookie: fay.cookie };
  const save = (fields: Record<string, string | string[]>) =>
    ask(saveAct, { ...at, fields: { intent: "save", item: "1", version: "1", ...fields } });
  const first = await save({ "choice-1": "1" });
  expect(first).toMatchObject({ status: 200, data: { saved: expect.stringMatching(/^Saved \d\d:\d\d$/), version: 1 } });
  expect(first.headers.get("Cache-Control")).toBe("no-store");
  expect(JSON.stringify(first.data).length).toBeLessThan(60);
  expect(await save({ "choice-1": "1" })).toMatchObject({ status: 200, data: { version: 1 } });
  expect(await save({ "choice-1": "2", version: "4" })).toMatchObject({ status: 200, data: { version: 4 } });
  const refused = async (fields: Record<string, string | string[]>, status: number, words: RegExp) =>
    expect(await save(fields)).toMatchObject({ status, data: { refused: expect.stringMatching(words) } });
  await refused({ "choice-1": "3", version: "2" }, 409, /another window/);
  await refused({ item: "9" }, 422, /not in this attempt/);
  await refused({ "choice-1": "99", version: "5" }, 422, /not among the choices/);
  await refused({ "choice-2": "1", version: "5" }, 422, /does not belong/);
  expect((await read(db, fay, id)).versions).toEqual({ [(await read(db, fay, id)).drawn[0]?.item ?? ""]: 4 });

  await answer(db, fay, await read(db, fay, id), "wrong");
  await ask(reviewAct, { ...at, fields: {} });
  await refused({ "choice-1": "1", version: "9" }, 409, /has been sent/);
  const signedOut = { params: at.params, fields: { intent: "save", item: "1", version: "1" } };
  expect(await ask(saveAct, signedOut)).toMatchObject({ status: 303, location: expect.stringMatching(/^\/sign-in/) });
  expect(await ask(savePage, { ...at, path: `/learn/course01/attempt/${id}/answer` })).toMatchObject({
    status: 303,
    location: `/learn/course01/attempt/${id}`,
  });
});

test("a passed quiz is explained, every earlier attempt too", async () => {
  const earlier = await db.selectFrom("attempt").select("id").where("enrolment_id", "=", ada.enrolment.id).execute();
  const attempt = await open(db, ada, "quiz0001");
  await answer(db, ada, attempt, "right");
  const fields = {};
  await ask(reviewAct, { params: { course, attempt: attempt.id }, cookie: ada.cookie, fields });
  for (const { id } of [...earlier, attempt]) {
    const { data } = await ask(outcomePage, { params: { course, attempt: id }, cookie: ada.cookie });
    expect(JSON.stringify(data)).toMatch(/Because of/);
  }
});

test("a second course page offers to join, joining leads to My learning, and leaving takes it off", async () => {
  const { cookie } = cleo;
  const params = { course };
  expect((await ask(outlinePage, { params, cookie })).data).toMatchObject({ outline: null, opening: "open" });
  expect(await ask(outlineAct, { params, cookie, fields: { intent: "join" } })).toMatchObject({ location: "/learn" });
  expect(await ask(outlineAct, { params, cookie, fields: { intent: "join" } })).toMatchObject({ location: "/learn" });
  expect((await ask(learningPage, { cookie })).data).toMatchObject({
    current: { courseId: course, steps: { done: 0 } },
  });
  await ask(outlineAct, { params, cookie, fields: { intent: "leave" } });
  expect((await ask(learningPage, { cookie })).data).toMatchObject({ current: undefined, joinable: [{ id: course }] });
  expect((await ask(lessonPage, { params: { course, lesson: "lesson11" }, cookie })).status).toBe(404);
  expect((await ask(outlinePage, { params, cookie })).data).toMatchObject({
    outline: null,
    leftAt: expect.any(String),
  });
  expect((await ask(outlineAct, { params, cookie, fields: { intent: "leave" } })).status).toBe(404);
});

test("the last steps are refused until everything else is done, then lead to the record", async () => {
  const { cookie } = ada;
  const params = { course };
  const sign = (confirmation: string) =>
    ask(completionAct, { params, cookie, fields: { intent: "sign", confirmation, agree: "yes" } });
  expect((await sign("none")).status).toBe(409);
  await readLessons(db, ada, ["lesson12", "lesson21", "lesson22"]);
  const quiz = await open(db, ada, "quiz0002");
  await answer(db, ada, quiz, "right");
  await ask(reviewAct, { params: { course, attempt: quiz.id }, cookie, fields: {} });

  const name = (fields: Record<string, string>) =>
    ask(completionAct, { params, cookie, fields: { intent: "name", key: formKey(), ...fields } });
  expect(await name({ name: "  " })).toMatchObject({ status: 422, data: { errors: { name: expect.any(String) } } });
  expect((await name({ name: "x".repeat(201) })).status).toBe(422);
  expect((await name({ name: "Ada\u0007" })).status).toBe(422);
  expect((await name({ name: "Ada", hours: "40" })).status).toBe(422);
  // What certificates cannot print is told before it is signed, letter by letter, and what was typed is kept.
  expect(await name({ name: "山田 Ada 🌂", number1: "٣", type1: "LMFT" })).toMatchObject({
    status: 422,
    data: {
      errors: {
        name: "Certificates cannot print 山 田 🌂. Write your name in Latin letters, as on your licence or passport.",
        number1: "Certificates cannot print ٣. Write this in Latin letters.",
      },
      typed: { name: "山田 Ada 🌂" },
    },
  });
  expect((await name({ name: "Ada <b>N.</b> Okafor-Łęcki Ωμέγα Нино́", type1: "LMFT", number1: "1" })).status).toBe(303);
  expect(await name({ name: "Ada", type2: "LCSW" })).toMatchObject({
    status: 422,
    data: { errors: { number2: expect.any(String) }, typed: { type2: "LCSW" } },
  });
  expect((await name({ name: "Ada", licence: "not-there" })).status).toBe(409);
  const { data } = await ask(completionPage, { params, cookie });
  expect(data).toMatchObject({ known: [{ type: "LMFT", number: "1" }], chosen: [expect.any(String)] });
  const confirmation = confirmationIn(data);
  const unticked = { intent: "sign", confirmation };
  expect(await ask(completionAct, { params, cookie, fields: unticked })).toMatchObject({
    status: 422,
    data: { errors: { agree: expect.any(String) } },
  });
  const signed = await sign(confirmation);
  expect(signed).toMatchObject({ status: 303, location: expect.stringMatching(/^\/records\//) });
  expect(await sign(confirmation)).toMatchObject({ status: 303, location: signed.location });
  expect((await ask(completionPage, { params, cookie })).location).toBe(signed.location);

  const record = signed.location?.split("/").at(-1) ?? "";
  expect((await ask(recordPage, { params: { record }, cookie })).data).toMatchObject({
    person: {
      name: "Ada <b>N.</b> Okafor-Łęcki Ωμέγα Нино́",
      licences: [{ type: "LMFT", number: "1", jurisdiction: "" }],
    },
  });
  expect((await ask(recordPage, { params: { record }, cookie: bo.cookie })).status).toBe(404);
  expect((await ask(recordsPage, { cookie: bo.cookie })).data).toMatchObject({ years: [] });
});

test("a licence is listed under one's account until one deletes it, and the record keeps it", async () => {
  const { cookie } = ada;
  const held = async (cookie: string) => (await ask(licencesPage, { cookie })).data;
  expect(await held(bo.cookie)).toMatchObject({ held: [] });
  expect(await held(cookie)).toMatchObject({ held: [{ type: "LMFT", number: "1" }] });
  const [{ id: licence } = { id: "" }] = await listLicences(db, ada.actor.id);
  const remove = (cookie: string, fields: Record<string, string>) => ask(licencesAct, { cookie, fields });
  expect((await remove(cookie, { intent: "delete" })).status).toBe(422);
  expect((await remove(bo.cookie, { intent: "delete", licence })).status).toBe(303);
  expect(await held(cookie)).toMatchObject({ held: [{ number: "1" }] });
  expect(await remove(cookie, { intent: "delete", licence })).toMatchObject({
    status: 303,
    location: "/account/licences?done=deleted",
  });
  expect(await held(cookie)).toMatchObject({ held: [] });
  const [record] = await listRecords(db, ada.actor.id);
  expect(record?.person?.licences).toEqual([{ type: "LMFT", number: "1", jurisdiction: "" }]);
});

test("My learning of somebody who has finished leads to the record", async () => {
  const dee = await addEnrolled("Dee Marsh");
  const id = await complete(db, dee, new Date());
  expect((await ask(learningPage, { cookie: dee.cookie })).data).toMatchObject({
    current: { next: { kind: "record", recordId: id }, steps: { done: 6, total: 6 } },
    records: [{ id, title: "Practice course" }],
  });
});

async function addEnrolled(name: string): Promise<Learner & { cookie: string }> {
  const actor = await addMember(db, name);
  const release = await publishSmall(db);
  const enrolled = await enrol(db, { personId: actor.id, courseId: course, now: morning });
  if ("refused" in enrolled) throw new Error(`Not enrolled: ${enrolled.refused}.`);
  return { actor, enrolment: enrolled.enrolment, release, cookie: await signIn(actor.email) };
}

function signIn(email: string): Promise<string> {
  return askIn(enter, { fields: { email, password: goodPassword } });
}

function confirmationIn(data: unknown): string {
  const confirmed = typeof data === "object" && data !== null && "confirmed" in data ? data.confirmed : null;
  if (typeof confirmed !== "object" || confirmed === null || !("id" in confirmed))
    throw new Error("No name is confirmed.");
  return String(confirmed.id);
}
