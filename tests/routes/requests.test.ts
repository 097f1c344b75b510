import { beforeAll, expect, test } from "vitest";
import type { Role } from "#app/domain/actor.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import { loader as own } from "#app/routes/account/request.tsx";
import { loader as form, action as send } from "#app/routes/account/request-new.tsx";
import { loader as list, action as lookUp } from "#app/routes/account/requests.tsx";
import { action as act, loader as one } from "#app/routes/admin/request.tsx";
import { loader as queue } from "#app/routes/admin/requests.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";

const support = { about: "support" };
const concern = { about: "concern" };
const key = "k".repeat(43);
let ada: string;
let admin: string;
let others: string[];

beforeAll(async () => {
  // As a start does, for the words that are sealed.
  openKeyStore(settings().keysFolder).close();
  ada = await signIn("Ada Okafor");
  admin = await signIn("Morgan Reyes", ["administrator"]);
  others = [
    await signIn("Bo Lind"),
    await signIn("Sunita Rao", ["supervisor"]),
    await signIn("Ari Castellan", ["author"]),
    await signIn("Amara Diallo", ["auditor"]),
  ];
});

test("an adjustment is asked for, answered by an administrator, and read by who asked; nobody else is shown it", async () => {
  expect((await ask(form, { params: { about: "accommodation" }, cookie: ada })).status).toBe(404);
  const post = (fields: Record<string, string>) => ask(send, { params: support, cookie: ada, fields });
  expect(await post({ key, reason: "  " })).toMatchObject({
    status: 422,
    data: { errors: { reason: expect.any(String) } },
  });
  expect((await post({ key, reason: "x".repeat(4_001) })).status).toBe(422);
  expect((await post({ key, reason: "More time", nameless: "yes" })).status).toBe(422);
  const sent = await post({ key, reason: "Larger print, please." });
  expect(sent).toMatchObject({
    status: 303,
    location: expect.stringMatching(/^\/account\/requests\/[\w-]+\?done=sent$/),
  });
  expect((await post({ key, reason: "Larger print, please." })).location).toBe(sent.location);

  const request = sent.location?.split("/").at(-1)?.split("?")[0] ?? "";
  const params = { request };
  expect((await ask(own, { params, cookie: ada })).data).toMatchObject({
    asked: { texts: { reason: "Larger print, please." } },
  });
  for (const cookie of others) {
    for (const part of [own, one]) expect((await ask(part, { params, cookie })).status).toBe(404);
    expect((await ask(queue, { cookie })).status).toBe(404);
    expect((await ask(act, { params, cookie, fields: { intent: "acknowledge" } })).status).toBe(404);
    expect((await ask(list, { cookie })).data).toMatchObject({ own: [] });
  }
  expect((await ask(queue, { cookie: admin })).data).toMatchObject({ queue: [{ id: request, state: "sent" }] });
  const answer = (fields: Record<string, string>) => ask(act, { params, cookie: admin, fields });
  expect((await answer({ intent: "acknowledge" })).location).toBe(`/admin/requests/${request}?done=seen`);
  expect(await answer({ intent: "answer", answer: "" })).toMatchObject({
    status: 422,
    data: { typed: { intent: "answer" } },
  });
  for (const _ of ["once", "again"]) expect((await answer({ intent: "answer", answer: "Yes." })).status).toBe(303);
  expect(await answer({ intent: "answer", answer: "No." })).toMatchObject({
    status: 409,
    data: { typed: { answer: "No." } },
  });
  expect((await answer({ intent: "resolve", resolution: "A copy is sent." })).location).toContain("done=resolved");
  expect((await answer({ intent: "close-all" })).status).toBe(422);
  expect((await ask(own, { params, cookie: ada })).data).toMatchObject({
    asked: { state: "resolved", texts: { answer: "Yes.", resolution: "A copy is sent." } },
  });
  expect(
    (await ask(act, { params: { request: "nowhere" }, cookie: admin, fields: { intent: "acknowledge" } })).status,
  ).toBe(404);
});

test("a concern without a name shows its number once and is found by it, by a posted form alone", async () => {
  const fields = { key: "n".repeat(43), reason: "I was laughed at.", nameless: "yes" };
  const sent = await ask(send, { params: concern, cookie: ada, fields });
  expect(sent).toMatchObject({ status: 200, data: { number: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) } });
  expect(sent.headers.get("Cache-Control")).toBe("no-store");
  expect((await ask(send, { params: concern, cookie: ada, fields })).data).toEqual(sent.data);
  expect((await ask(list, { cookie: ada })).data).toMatchObject({ own: [{ kind: "accommodation" }] });

  const [bo = ""] = others;
  const look = (number: string) => ask(lookUp, { cookie: bo, fields: { intent: "look-up", number } });
  expect((await look("0000-0000-0000")).status).toBe(422);
  expect((await look("'; drop table")).status).toBe(422);
  expect((await look(numberIn(sent.data))).data).toMatchObject({ found: { texts: { reason: "I was laughed at." } } });
  const { id } = await db.selectFrom("request").select("id").where("person_id", "is", null).executeTakeFirstOrThrow();
  expect((await ask(one, { params: { request: id }, cookie: admin })).data).toMatchObject({ asked: { person: null } });
  expect((await ask(own, { params: { request: id }, cookie: ada })).status).toBe(404);
});

function numberIn(data: unknown): string {
  return typeof data === "object" && data !== null && "number" in data ? String(data.number) : "";
}

async function signIn(name: string, roles: Role[] = []): Promise<string> {
  const { email } = await addMember(db, name, roles);
  return askIn(enter, { fields: { email, password: goodPassword } });
}
