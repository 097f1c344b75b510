import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { formKey } from "#app/http.ts";
import { newId } from "#app/platform/chance.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import { action as textAct, loader as textPage } from "#app/routes/account/text.tsx";
import { action as writingAct, loader as writingPage } from "#app/routes/account/writing.tsx";
import { loader as download } from "#app/routes/account/writing-download.ts";
import { action as lessonAct, loader as lessonPage } from "#app/routes/learn/lesson.tsx";
import { action as noteAct, loader as notePage } from "#app/routes/learn/note.tsx";
import { action as reflectionAct, loader as reflectionPage } from "#app/routes/learn/reflection.tsx";
import { action as save } from "#app/routes/learn/writing.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { loader as sharedPage } from "#app/routes/team/shared.tsx";
import { loader as copyPage } from "#app/routes/team/shared-copy.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning, publishSmall } from "../support/cast.ts";
import { smallRelease, withPrompt } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";

const course = "course01";
const words = "I looked away, and I know why.";
const prompt = { params: { course, prompt: "prompt01" } };

/** One practice for the whole file: Ada and Bo learn, Sunita supervises Ada, Silas supervises nobody. */
let ada: Member;
let bo: Member;
let sunita: Member;
let silas: Member;

interface Member {
  id: string;
  cookie: string;
}

beforeAll(async () => {
  // As a start makes them.
  openKeyStore(settings().keysFolder).close();
  await publishSmall(db, smallRelease(withPrompt("lesson11", "prompt01")));
  ada = await addLearning("Ada Okafor");
  bo = await addLearning("Bo Lindqvist");
  sunita = await addSupervisor("Sunita Rao", [ada.id]);
  silas = await addSupervisor("Silas Brandt", []);
});

test("signed out, every page of writing leads to signing in", async () => {
  for (const page of [reflectionPage, notePage, writingPage, download, textPage, sharedPage, copyPage]) {
    expect(await ask(page, { params: { course, prompt: "prompt01", lesson: "lesson11" } })).toMatchObject({
      status: 303,
    });
  }
});

test("a prompt, a lesson or a heading that is not there, or is locked, has no page to write on", async () => {
  const { cookie } = ada;
  for (const params of [
    { course, prompt: "nowhere1" },
    { course: "nowhere1", prompt: "prompt01" },
    { course, prompt: "../' or 1=1" },
  ]) {
    expect((await ask(reflectionPage, { params, cookie })).status).toBe(404);
    expect((await ask(reflectionAct, { params, cookie, fields: fieldsOf({}) })).status).toBe(404);
  }
  for (const [lesson, at] of [
    ["nowhere1", ""],
    ["lesson21", ""],
    ["lesson11", "?at=h-nowhere"],
  ]) {
    const place = { params: { course, lesson: lesson ?? "" }, path: `/x${at}`, cookie };
    expect((await ask(notePage, place)).status).toBe(404);
    expect((await ask(noteAct, { ...place, fields: fieldsOf({}) })).status).toBe(404);
  }
  const nowhere = { params: { course }, path: "/x?prompt=nowhere1", cookie, fields: fieldsOf({}) };
  expect((await ask(save, nowhere)).status).toBe(404);
});

test("a text is kept without script and with it, and its pages are kept by no browser", async () => {
  const { cookie } = ada;
  const kept = await ask(reflectionAct, { ...prompt, cookie, fields: fieldsOf({ text: "First" }) });
  expect(kept).toMatchObject({ status: 303, location: "/learn/course01/reflection/prompt01" });
  const saved = await ask(save, saving(cookie, { text: words, version: "1" }));
  expect(saved).toMatchObject({ status: 200, data: { saved: expect.stringMatching(/^Saved \d\d:\d\d$/), version: 2 } });
  const page = await ask(reflectionPage, { ...prompt, cookie });
  expect(page.data).toMatchObject({ writing: { text: words, version: 2 } });
  const note = { params: { course, lesson: "lesson11" }, path: "/x?at=a-pause", cookie };
  expect(await ask(noteAct, { ...note, fields: fieldsOf({ text: "A note." }) })).toMatchObject({
    status: 303,
    location: "/learn/course01/note/lesson11?at=a-pause",
  });
  expect((await ask(notePage, note)).data).toMatchObject({ writing: { text: "A note." }, heading: "A pause" });
  for (const answer of [page, saved, await ask(writingPage, { cookie }), await ask(download, { cookie })]) {
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  }
  expect(JSON.stringify((await ask(reflectionPage, { ...prompt, cookie: bo.cookie })).data)).not.toContain(words);
  expect(
    JSON.stringify((await ask(lessonPage, { params: { course, lesson: "lesson11" }, cookie })).data),
  ).not.toContain("A note.");
});

test("a text from another window is refused with both shown, and kept when it is sent again", async () => {
  const { cookie } = bo;
  await ask(save, saving(cookie, { text: "From the first" }));
  const late = fieldsOf({ text: "From the second" });
  expect(await ask(save, { ...saving(cookie), fields: late })).toMatchObject({
    status: 409,
    data: { refused: expect.stringMatching(/changed in another window/) },
  });
  const refused = await ask(reflectionAct, { ...prompt, cookie, fields: late });
  expect(refused).toMatchObject({ status: 409, data: { typed: { text: "From the second" } } });
  const again = { ...late, version: "1" };
  expect((await ask(reflectionAct, { ...prompt, cookie, fields: again })).status).toBe(303);
});

test.each([
  [{ text: "x".repeat(20_001) }, /longer than 20,000/],
  [{ text: "x".repeat(5_000_000) }, /far too long/],
])("a text that is too long is refused with a sentence, and what stood stays", async (fields, says) => {
  const { cookie } = bo;
  const before = await ask(reflectionPage, { ...prompt, cookie });
  for (const act of [reflectionAct, save]) {
    const refused = await ask(act, { ...saving(cookie), ...prompt, fields: fieldsOf({ version: "2", ...fields }) });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.data)).toMatch(says);
    if (fields.text.length < 100_000 && act === reflectionAct) expect(refused.data).toMatchObject({ typed: fields });
  }
  const after = await ask(reflectionPage, { ...prompt, cookie });
  expect(after.data).toMatchObject({ writing: { text: Object(before.data).writing.text } });
});

test.each([
  { version: "-1" },
  { version: "1e309" },
  { page: "short" },
  { turn: "0" },
  { person: "somebody" },
  { text: ["One", "Two"] },
])("a writing page does not take %j", async (fields) => {
  const all = { ...fieldsOf({ text: "Over it" }), ...fields };
  expect((await ask(reflectionAct, { ...prompt, cookie: bo.cookie, fields: all })).status).toBe(422);
});

test("a place is bookmarked with one press, shown at its heading, listed, and let go", async () => {
  const { cookie } = bo;
  const lesson = { params: { course, lesson: "lesson11" }, cookie };
  const press = (fields: Record<string, string>) =>
    ask(lessonAct, { ...lesson, fields: { intent: "bookmark", ...fields } });
  expect(await press({ keep: "a-pause" })).toMatchObject({
    status: 303,
    location: "/learn/course01/lesson/lesson11#a-pause",
  });
  expect((await press({ keep: "" })).status).toBe(303);
  expect((await press({ keep: "h-nowhere" })).status).toBe(404);
  expect((await ask(lessonPage, lesson)).data).toMatchObject({
    lesson: { bookmarks: expect.arrayContaining(["", "a-pause"]) },
  });
  expect((await ask(writingPage, { cookie })).data).toMatchObject({
    bookmarks: expect.arrayContaining([expect.objectContaining({ to: "/learn/course01/lesson/lesson11#a-pause" })]),
  });
  await press({ drop: "" });
  const drop = { intent: "drop", course, lesson: "lesson11", anchor: "a-pause" };
  expect((await ask(writingAct, { cookie: ada.cookie, fields: drop })).status).toBe(303);
  expect((await ask(writingPage, { cookie })).data).toMatchObject({ bookmarks: [{ anchor: "a-pause" }] });
  expect((await ask(writingAct, { cookie, fields: drop })).location).toBe("/account/writing?done=removed");
  expect((await ask(writingPage, { cookie })).data).toMatchObject({ bookmarks: [] });
});

test("one's texts go into a file with a neutral name, all or one, and nobody else's", async () => {
  const { cookie } = ada;
  const [first] = await textsOf(ada);
  expect(await ask(download, { path: `/x?text=${first}`, cookie: bo.cookie })).toMatchObject({ status: 404 });
  const file = await downloaded(cookie);
  expect(file.headers.get("Content-Disposition")).toMatch(/^attachment; filename="writing-\d{4}-\d\d-\d\d\.md"$/);
  expect(await file.text()).toMatch(new RegExp(`## Reflection: What did you hear\\?[\\s\\S]*${words}`));
  const one = await (await downloaded(cookie, `?text=${first}`)).text();
  expect([one.match(/^## /gm)?.length, one.includes("A note.")]).toEqual([1, true]);
});

test("a supervisor finds a copy only while it is shared, and the same 404 as anybody before and after", async () => {
  const textId = (await textsOf(ada)).at(-1) ?? "";
  const act = (fields: Record<string, string>, member = ada) =>
    ask(textAct, { params: { text: textId }, cookie: member.cookie, fields });
  expect((await ask(textPage, { params: { text: textId }, cookie: sunita.cookie })).status).toBe(404);
  expect((await act({ intent: "share", reader: sunita.id }, bo)).status).toBe(404);
  expect(await act({ intent: "share" })).toMatchObject({ status: 422 });
  expect(await act({ intent: "share", reader: silas.id })).toMatchObject({ status: 409 });
  expect((await ask(sharedPage, { cookie: sunita.cookie })).data).toMatchObject({ copies: [] });
  expect((await act({ intent: "share", reader: sunita.id })).location).toBe(`/account/writing/${textId}?done=shared`);
  const copies: { id: string }[] = Object((await ask(sharedPage, { cookie: sunita.cookie })).data).copies;
  const share = copies[0]?.id ?? "";
  const opened = (member: Member) => ask(copyPage, { params: { share }, cookie: member.cookie });
  expect(await opened(sunita)).toMatchObject({ status: 200, data: { text: words, about: "What did you hear?" } });
  for (const other of [silas, ada, bo]) expect((await opened(other)).status).toBe(404);
  expect((await ask(sharedPage, { cookie: bo.cookie })).status).toBe(404);
  expect((await act({ intent: "take-back", share }, bo)).status).toBe(303);
  expect((await opened(sunita)).status).toBe(200);
  expect((await act({ intent: "take-back", share })).status).toBe(303);
  expect((await opened(sunita)).status).toBe(404);
});

test("a text is deleted now, and everything with the key", async () => {
  const { cookie } = ada;
  const [note] = await textsOf(ada);
  const remove = { params: { text: note ?? "" }, fields: { intent: "delete" } };
  await ask(textAct, { ...remove, cookie: bo.cookie });
  expect(await textsOf(ada)).toHaveLength(2);
  expect((await ask(textAct, { ...remove, cookie })).location).toBe("/account/writing?done=deleted");
  expect(await textsOf(ada)).toHaveLength(1);
  expect((await ask(writingAct, { cookie, fields: { intent: "delete-all" } })).status).toBe(303);
  expect(await textsOf(ada)).toEqual([]);
  expect(await textsOf(bo)).toHaveLength(1);
});

function fieldsOf(fields: Record<string, string>) {
  return { text: "", version: "0", page: formKey(), turn: "1", ...fields };
}

function saving(cookie: string, fields: Record<string, string> = {}) {
  return { params: { course }, path: "/x?prompt=prompt01", cookie, fields: fieldsOf(fields) };
}

/** The newest first. */
async function textsOf({ cookie }: Member): Promise<string[]> {
  const texts: { id: string }[] = Object((await ask(writingPage, { cookie })).data).texts;
  return texts.map(({ id }) => id);
}

async function downloaded(cookie: string, query = ""): Promise<Response> {
  const request = new Request(`http://localhost:3000/x${query}`, { headers: { Cookie: cookie } });
  return download({ request, params: {}, context: { address: "192.0.2.7" } });
}

async function addLearning(name: string): Promise<Member> {
  const member = await addMember(db, name);
  await enrol(db, { personId: member.id, courseId: course, now: morning });
  return { id: member.id, cookie: await signIn(member.email) };
}

async function addSupervisor(name: string, members: string[]): Promise<Member> {
  const { id, email } = await addMember(db, name, ["supervisor"]);
  const team_id = newId();
  const span = { started_at: morning.toISOString(), ended_at: null };
  await db
    .insertInto("team")
    .values({ id: team_id, form_key: team_id, name: "A team", ...span })
    .execute();
  await db
    .insertInto("team_supervisor")
    .values({ id: newId(), team_id, person_id: id, ...span })
    .execute();
  for (const person_id of members) {
    await db
      .insertInto("team_member")
      .values({ id: newId(), team_id, person_id, ...span })
      .execute();
  }
  return { id, cookie: await signIn(email) };
}

function signIn(email: string): Promise<string> {
  return askIn(enter, { fields: { email, password: goodPassword } });
}
