import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { newId } from "#app/platform/chance.ts";
import { loader as completion } from "#app/routes/learn/completion.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { loader as page, action as send } from "#app/routes/team/sign-off.tsx";
import { loader as list } from "#app/routes/team/sign-offs.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { publishSmall } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { releaseWithRubric } from "../support/rubric.ts";

const key = "k".repeat(43);
const seen = { key, "criterion-1": "seen", "criterion-2": "seen" };
let cookies: Record<"ada" | "sunita" | "tomas", string>;
let params: { person: string; course: string };
let today: string;

beforeAll(async () => {
  const { courseId } = await publishSmall(db, releaseWithRubric());
  const ada = await addMember(db, "Ada Okafor");
  const sunita = await addMember(db, "Sunita Rao", ["supervisor"]);
  const tomas = await addMember(db, "Tomas Berg", ["supervisor"]);
  const at = new Date().toISOString();
  today = at.slice(0, 10);
  await enrol(db, { personId: ada.id, courseId, now: new Date(at) });
  const team = newId();
  await db
    .insertInto("team")
    .values({ id: team, form_key: team, name: "East", started_at: at, ended_at: null })
    .execute();
  const row = { team_id: team, started_at: at, ended_at: null };
  await db
    .insertInto("team_supervisor")
    .values({ ...row, id: newId(), person_id: sunita.id })
    .execute();
  await db
    .insertInto("team_member")
    .values({ ...row, id: newId(), person_id: ada.id })
    .execute();
  cookies = { ada: await signIn(ada.email), sunita: await signIn(sunita.email), tomas: await signIn(tomas.email) };
  params = { person: ada.id, course: courseId };
});

test("the page is there for who supervises the learner, and looking at it is noted for them", async () => {
  const asked = { path: "/team/sign-off", params };
  expect((await ask(list, { ...asked, cookie: cookies.sunita })).data).toMatchObject({
    waiting: [{ personId: params.person, courseId: params.course }],
  });
  expect((await ask(list, { ...asked, cookie: cookies.tomas })).data).toMatchObject({ waiting: [] });
  for (const cookie of [cookies.ada, cookies.tomas]) expect((await ask(page, { params, cookie })).status).toBe(404);
  expect(await db.selectFrom("view_log").selectAll().execute()).toEqual([]);
  expect((await ask(page, { params, cookie: cookies.sunita })).data).toMatchObject({ given: [], isComplete: false });
  expect(await db.selectFrom("view_log").select(["subject_kind", "subject_id"]).execute()).toEqual([
    { subject_kind: "person", subject_id: params.person },
  ]);
  const elsewhere = { ...params, course: "course99" };
  expect((await ask(page, { params: elsewhere, cookie: cookies.sunita })).status).toBe(404);
});

test("what is wrong is said beside its field and what was chosen stands; a form sent twice is one", async () => {
  const post = (fields: Record<string, string>, cookie = cookies.sunita) => ask(send, { params, cookie, fields });
  expect(await post({ ...seen, observedOn: "yesterday" })).toMatchObject({
    status: 422,
    data: { errors: { observedOn: expect.any(String) }, typed: { "criterion-1": "seen" } },
  });
  const { "criterion-2": _, ...open } = seen;
  expect(await post({ ...open, observedOn: today })).toMatchObject({
    status: 422,
    data: { errors: { "criterion-2": expect.stringContaining("2") } },
  });
  expect(await post({ ...seen, observedOn: "2099-01-01" })).toMatchObject({
    status: 409,
    data: { errors: { observedOn: expect.stringContaining("to come") } },
  });
  expect((await post({ ...seen, observedOn: today }, cookies.ada)).status).toBe(404);
  expect((await post({ ...seen, observedOn: today }, cookies.tomas)).status).toBe(404);
  for (const _ of [1, 2]) {
    expect(await post({ ...seen, observedOn: today })).toMatchObject({ status: 303, location: /\?done=sent$/ });
  }
  expect(await db.selectFrom("sign_off").select("met").execute()).toEqual([{ met: 1 }]);
});

test("its learner reads what was signed off, by whom and when; it can be taken back with a reason", async () => {
  const learners = { params: { course: params.course }, cookie: cookies.ada };
  expect((await ask(completion, learners)).data).toMatchObject({
    signedOff: [{ byName: "Sunita Rao", observedOn: today, met: true }],
  });
  const [{ id } = { id: "" }] = await db.selectFrom("sign_off").select("id").execute();
  const post = (fields: Record<string, string>) => ask(send, { params, cookie: cookies.sunita, fields });
  expect((await post({ intent: "withdraw", signOff: id })).status).toBe(422);
  expect(await post({ intent: "withdraw", signOff: id, why: "misjudged" })).toMatchObject({ status: 303 });
  expect((await ask(completion, learners)).data).toMatchObject({ signedOff: [{ withdrawn: { why: "misjudged" } }] });
});

async function signIn(email: string): Promise<string> {
  return askIn(enter, { fields: { email, password: goodPassword } });
}
