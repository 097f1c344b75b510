import { beforeAll, expect, test } from "vitest";
import { formKey } from "#app/http.ts";
import { loader as account } from "#app/routes/account/account.tsx";
import { action, loader as page } from "#app/routes/admin/leaving.tsx";
import { loader as person } from "#app/routes/admin/person.tsx";
import { loader as learning } from "#app/routes/learn/learning.tsx";
import { loader as records } from "#app/routes/learn/records.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { action as inviteMany, loader as inviteManyPage } from "#app/routes/team/invite-many.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";

const ids: Record<string, string> = {};

beforeAll(async () => {
  for (const [name, roles] of [
    ["Cleo Marsh", ["administrator"]],
    ["Ada Okafor", []],
    ["Bo Lindqvist", ["supervisor"]],
    ["Dee Lund", []],
  ] as const) {
    ids[name.split(" ")[0]?.toLowerCase() ?? ""] = (await addMember(db, name, [...roles])).id;
  }
});

test("who has left is led to their records from everything but their own account", async () => {
  const cookie = await signIn("cleo");
  const ada = await signIn("ada");
  const params = { person: ids.ada ?? "" };
  const act = (intent: string) => ask(action, { cookie, params, fields: { intent } });
  expect((await act("leave")).location).toBe(`/admin/people/${ids.ada}/leaving?done=left`);
  expect(await ask(learning, { cookie: ada, path: "/learn" })).toMatchObject({ status: 303, location: "/records" });
  const kept = await ask(records, { cookie: ada, path: "/records" });
  expect(kept.status).toBe(200);
  expect(JSON.stringify(kept.data)).not.toContain('"/learn"');
  expect((await ask(account, { cookie: await signIn("ada"), path: "/account" })).status).toBe(200);
  expect((await act("return")).location).toMatch(/done=returned$/);
  expect((await ask(learning, { cookie: ada, path: "/learn" })).status).toBe(200);
});

test("nobody but an administrator lets people leave or merges accounts", async () => {
  const params = { person: ids.ada ?? "" };
  for (const name of ["bo", "dee"]) {
    const cookie = await signIn(name);
    const answers = [
      await ask(page, { cookie, params }),
      await ask(action, { cookie, params, fields: { intent: "leave" } }),
      await ask(action, { cookie, params, fields: { intent: "look", email: "dee@practice.example" } }),
      await ask(action, { cookie, params, fields: { intent: "merge", gone: ids.dee ?? "" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  }
});

test("two accounts are looked at and merged; the one that went signs in as the one that stays", async () => {
  const cookie = await signIn("cleo");
  const params = { person: ids.ada ?? "" };
  const dee = await signIn("dee");
  const look = await ask(action, { cookie, params, fields: { intent: "look", email: "DEE@practice.example" } });
  expect(look).toMatchObject({ status: 200, data: { outlook: { gone: { id: ids.dee }, refused: null } } });
  const merge = () => ask(action, { cookie, params, fields: { intent: "merge", gone: ids.dee ?? "" } });
  const first = await merge();
  expect(first.location).toMatch(/done=merged$/);
  // Pressed twice, or sent again since the answer was lost.
  expect(await merge()).toEqual(first);
  expect((await ask(account, { cookie: dee, path: "/account" })).status).toBe(303);
  expect((await ask(person, { cookie, params: { person: ids.dee ?? "" } })).status).toBe(404);
  const again = await signIn("dee");
  expect((await ask(account, { cookie: again, path: "/account" })).data).toMatchObject({
    profile: { email: "ada@practice.example" },
  });
  const own = { intent: "look", email: "dee@practice.example" };
  expect((await ask(action, { cookie, params, fields: own })).data).toMatchObject({ outlook: { refused: "same" } });
  const nobody = await ask(action, { cookie, params, fields: { intent: "look", email: "x@practice.example" } });
  expect(nobody).toMatchObject({ status: 422, data: { errors: { email: expect.any(String) } } });
});

test("many are invited from a pasted list: looked at, confirmed, and the wrong lines left to be mended", async () => {
  const cookie = await signIn("cleo");
  expect((await ask(inviteManyPage, { cookie: await signIn("ada") })).status).toBe(404);
  const list = "New One <new1@practice.example>\nnobody\nnew2@practice.example";
  const look = await ask(inviteMany, { cookie, fields: { intent: "look", list, team: "" } });
  expect(look).toMatchObject({ status: 200, data: { look: { rows: [{ line: 1 }, { line: 2 }, { line: 3 }] } } });
  const key = formKey();
  const stale = await ask(inviteMany, { cookie, fields: { intent: "confirm", list, team: "", seen: key, key } });
  expect(stale).toMatchObject({ status: 409, data: { look: { seen: expect.any(String) } } });
  const seen = /"seen":"([^"]+)"/.exec(JSON.stringify(look.data))?.[1] ?? "";
  const confirm = () => ask(inviteMany, { cookie, fields: { intent: "confirm", list, team: "", seen, key } });
  const done = await confirm();
  expect(done).toMatchObject({ status: 200, data: { done: { invited: [{}, {}] }, typed: { list: "nobody" } } });
  expect((await confirm()).data).toMatchObject({ done: { invited: [{}, {}] } });
  const rows = await db.selectFrom("invitation").select("email").execute();
  expect(rows).toHaveLength(2);
  const forged = await ask(inviteMany, { cookie, fields: { intent: "look", list, team: "no-such-team" } });
  expect(forged.status).toBe(404);
});

function signIn(name: string): Promise<string> {
  return askIn(enter, { fields: { email: `${name}@practice.example`, password: goodPassword } });
}
