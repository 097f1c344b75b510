import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { countFinisher } from "#app/domain/vignette/tally.ts";
import { newId } from "#app/platform/chance.ts";
import { loader as agendaPage } from "#app/routes/author/vignette-agenda.tsx";
import { loader as countsPage } from "#app/routes/author/vignette-counts.tsx";
import { loader as listPage } from "#app/routes/author/vignettes.tsx";
import { loader as lessonPage } from "#app/routes/learn/lesson.tsx";
import { action as vignetteAct, loader as vignettePage } from "#app/routes/learn/vignette.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning, publishSmall } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { releaseWithVignette, smallVignette } from "../support/vignette.ts";

const params = { course: "course01", lesson: "lesson11", vignette: "vignet01" };
/** One practice for the whole file. */
const cookies = { ada: "", cleo: "", author: "", supervisor: "" };
let releaseId = "";
const team = newId();

beforeAll(async () => {
  const release = await publishSmall(db, releaseWithVignette());
  releaseId = release.id;
  const ada = await addMember(db, "Ada Okafor");
  await enrol(db, { personId: ada.id, courseId: release.courseId, now: morning });
  const cleo = await addMember(db, "Cleo Marsh");
  const author = await addMember(db, "Ari Castellan", ["author"]);
  const supervisor = await addMember(db, "Sunita Rao", ["supervisor"]);
  const span = { started_at: morning.toISOString(), ended_at: null };
  await db
    .insertInto("team")
    .values({ id: team, form_key: team, name: "First team", ...span })
    .execute();
  await db
    .insertInto("team_supervisor")
    .values({ id: newId(), team_id: team, person_id: supervisor.id, ...span })
    .execute();
  for (const [name, { email }] of Object.entries({ ada, cleo, author, supervisor })) {
    const fields = { email, password: goodPassword };
    Object.assign(cookies, { [name]: await askIn(enter, { path: "/sign-in", fields }) });
  }
});

function act(fields: Record<string, string | string[]>, cookie = cookies.ada) {
  return ask(vignetteAct, { params, cookie, fields });
}

test("signed out it leads to signing in; in a course that is not one's own, or under another id, it is not there", async () => {
  expect((await ask(vignettePage, { params })).status).toBe(303);
  expect((await ask(vignettePage, { params, cookie: cookies.cleo })).status).toBe(404);
  expect((await act({ intent: "text" }, cookies.cleo)).status).toBe(404);
  for (const vignette of ["nowhere1", "lesson11", "' or 1=1"]) {
    const elsewhere = { params: { ...params, vignette }, cookie: cookies.ada };
    expect((await ask(vignettePage, elsewhere)).status).toBe(404);
    expect((await ask(vignetteAct, { ...elsewhere, fields: { intent: "choose", choice: "0" } })).status).toBe(404);
  }
});

test("the lesson and the vignette begin with the first scene, and hold nothing behind it", async () => {
  for (const page of [lessonPage, vignettePage]) {
    const shown = JSON.stringify((await ask(page, { params, cookie: cookies.ada })).data);
    expect(shown).toMatch(/text-a.*option-a-0/);
    expect(shown).not.toMatch(/text-[byz]|feedback|consequence-|too-warm|harmful|Who asked/);
  }
});

test("a choice is answered with what came of it and the next scene, by a page that is not kept", async () => {
  const answer = await act({ intent: "choose", path: "", choice: "1" });
  expect(answer).toMatchObject({ status: 200, location: null });
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const shown = JSON.stringify(answer.data);
  expect(shown).toMatch(/too-warm.*consequence-a-1.*feedback-a-1.*text-b/);
  expect(shown).not.toMatch(/-a-0|-a-2|text-[yz]|Who asked/);
  expect(JSON.stringify((await act({ intent: "show", path: "" })).data)).not.toContain("consequence");
});

test.each([
  [{ intent: "choose", path: "" }, 422, "Choose one of the answers first."],
  [{ intent: "choose", path: "5-5", choice: "0" }, 422, "That step is not in this vignette"],
  [{ intent: "choose", path: "0", choice: "9" }, 422, "That step is not in this vignette"],
  [{ intent: "choose", path: "2-0-0", choice: "0" }, 422, "That step is not in this vignette"],
  [{ intent: "show", path: "7" }, 422, "That step is not in this vignette"],
  [{ intent: "choose", path: "0-", choice: "0" }, 422, "could not be read"],
  [{ intent: "choose", path: "0-".repeat(5_000), choice: "0" }, 422, "could not be read"],
  [{ intent: "choose", path: "x".repeat(200_000), choice: "0" }, 422, "could not be read"],
  [{ intent: "choose", path: "", choice: ["0", "1"] }, 422, "Give one answer"],
  [{ intent: "choose", path: ["0", "1"], choice: "0" }, 422, "Give one answer"],
  [{ intent: "choose", path: "", choice: "-1" }, 422, "not in this vignette"],
  [{ intent: "finish", path: "" }, 422, ""],
  [{ intent: "choose", path: "", choice: "0", finished: "1" }, 422, "does not belong"],
])("the form %j is refused with a sentence", async (fields, status, sentence) => {
  const answer = await act(fields);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.data)).toContain(sentence);
  expect(await db.selectFrom("vignette_finish").selectAll().execute()).toEqual([]);
});

test("a way that strays is answered at the last place it does reach", async () => {
  const answer = await act({ intent: "choose", path: "0-9-9", choice: "0" });
  expect(answer.data).toMatchObject({ standing: { standing: { path: [0] } } });
});

test("an ending comes with the debrief and is finished once, however often it is sent", async () => {
  const ending = { intent: "choose", path: "0", choice: "0" };
  const [one, two] = await Promise.all([act(ending), act(ending)]);
  expect(JSON.stringify(one?.data)).toMatch(/text-y.*Who asked/);
  expect(two?.data).toEqual(one?.data);
  await act({ intent: "choose", path: "", choice: "2" });
  expect(await db.selectFrom("vignette_finish").selectAll().execute()).toHaveLength(1);
  expect(await db.selectFrom("vignette_tally").select("finished").execute()).toEqual([{ finished: 1 }]);
  expect((await ask(vignettePage, { params, cookie: cookies.ada })).data).toMatchObject({
    finishedAt: expect.any(String),
  });
});

test("as text it comes when it is asked for, and reading it counts", async () => {
  const text = JSON.stringify((await act({ intent: "text" })).data);
  expect(text).toMatch(/text-a.*feedback-a-2.*text-b.*text-y.*text-z.*Who asked/);
  expect(await act({ intent: "read" })).toMatchObject({ status: 303, location: "/learn/course01/vignette/vignet01" });
});

test("counts are there for authors and supervisors, of what is theirs, and for nobody else", async () => {
  const { cookie, ...theirs } = { cookie: cookies.author, params: { course: "course01" } };
  for (const page of [listPage, countsPage])
    expect((await ask(page, { ...theirs, cookie: cookies.ada })).status).toBe(404);
  const [scene] = smallVignette().scenes;
  const [option] = scene?.options ?? [];
  for (let finisher = 0; scene && option && finisher < 4; finisher++) {
    await countFinisher(db, { personId: "nobody", releaseId, vignetteId: "vignet01", steps: [{ scene, option }] });
  }
  const counted = { vignettes: [{ id: "vignet01", finishers: 5 }] };
  expect((await ask(countsPage, { ...theirs, cookie })).data).toMatchObject({ ...counted, group: "" });
  const ofTeam = await ask(countsPage, { ...theirs, cookie: cookies.supervisor });
  expect(ofTeam.data).toMatchObject({ group: team, vignettes: [{ finishers: 0 }] });
  for (const asked of ["?group=all", `?group=${newId()}`, "?group=%27", `?release=${newId()}`]) {
    const path = `/author/vignettes/course01${asked}`;
    expect([asked, (await ask(countsPage, { ...theirs, path, cookie: cookies.supervisor })).status]).toEqual([
      asked,
      404,
    ]);
  }
  const agenda = { ...theirs, params: { course: "course01", vignette: "vignet01" } };
  expect((await ask(agendaPage, { ...agenda, cookie: cookies.ada })).status).toBe(404);
  const sheet = (await ask(agendaPage, { ...agenda, cookie })).data;
  expect(sheet).toMatchObject({ vignette: { finishers: 5 } });
  // The author's questions stand on it.
  expect(JSON.stringify(sheet)).toContain("Who asked");
  expect((await ask(agendaPage, { ...agenda, cookie: cookies.supervisor })).data).toMatchObject({
    group: expect.any(String),
    vignette: { finishers: 0 },
  });
  const elsewhere = { ...agenda, path: "/author/vignettes/course01/agenda/vignet01?group=all" };
  expect((await ask(agendaPage, { ...elsewhere, cookie: cookies.supervisor })).status).toBe(404);
  const missing = { ...theirs, params: { course: "course01", vignette: "nothing1" } };
  expect((await ask(agendaPage, { ...missing, cookie })).status).toBe(404);
  const path = `/author/vignettes/course01?release=${releaseId}&group=${team}`;
  expect((await ask(countsPage, { ...theirs, path, cookie: cookies.supervisor })).status).toBe(200);
  expect((await ask(countsPage, { ...theirs, path, cookie })).status).toBe(404);
});
