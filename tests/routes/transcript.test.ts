import { beforeAll, expect, test } from "vitest";
import { action as change, loader as one } from "#app/routes/learn/outside.tsx";
import { action as record, loader as recording } from "#app/routes/learn/outside-new.tsx";
import { loader as records } from "#app/routes/learn/records.tsx";
import { loader as csv } from "#app/routes/learn/records-csv.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";

const key = "k".repeat(43);
const claim = {
  intent: "record",
  key,
  title: '=Ethics, "in groups"',
  provider: "The county board",
  completedOn: "2025-11-03",
  hours: "1,5",
  category: "ethics",
  number: "",
};
let ada: string;
let bo: string;

beforeAll(async () => {
  ada = await signIn("Ada Okafor");
  bo = await signIn("Bo Lind");
});

test("a certificate from elsewhere is recorded once, and what is odd in it is said beside its field", async () => {
  expect((await ask(recording, { cookie: ada })).status).toBe(200);
  const send = (fields: Record<string, string>) => ask(record, { cookie: ada, fields: { ...claim, ...fields } });
  for (const [field, wrong] of [
    ["title", " "],
    ["title", "a\nb"],
    ["provider", ""],
    ["completedOn", "2026-02-30"],
    ["completedOn", "2999-01-01"],
    ["completedOn", "1949-12-31"],
    ["hours", "0"],
    ["hours", "-1"],
    ["hours", "1e3"],
    ["hours", "1000"],
    ["number", "x".repeat(121)],
  ] as const) {
    expect(await send({ [field]: wrong })).toMatchObject({
      status: 422,
      data: { errors: { [field]: expect.any(String) } },
    });
  }
  for (const _ of ["once", "again"]) {
    expect(await send({})).toMatchObject({ status: 303, location: "/records?done=saved" });
  }
  expect((await ask(records, { cookie: ada })).data).toMatchObject({
    years: [{ year: "2025", hours: 0, outsideHours: 1.5, outside: [{ title: claim.title, hundredths: 150 }] }],
  });
});

test("it is changed and deleted by its owner, and is not there for anybody else", async () => {
  const [row] = await db.selectFrom("outside_certificate").select("id").execute();
  const params = { certificate: row?.id ?? "" };
  const { key: _, ...standing } = claim;
  const edit = { ...standing, intent: "change", version: "1", hours: "2" };
  expect((await ask(one, { params, cookie: bo })).status).toBe(404);
  expect((await ask(change, { params, cookie: bo, fields: edit })).status).toBe(404);
  expect((await ask(change, { params, cookie: bo, fields: { intent: "delete" } })).status).toBe(303);
  expect((await ask(one, { params, cookie: ada })).data).toMatchObject({ standing: { hundredths: 150 } });
  expect((await ask(change, { params, cookie: ada, fields: edit })).location).toBe("/records?done=changed");
  expect((await ask(change, { params, cookie: ada, fields: { ...edit, hours: "3" } })).status).toBe(409);
  expect((await ask(change, { params, cookie: ada, fields: { ...edit, completedOn: "2999-01-01" } })).status).toBe(422);

  const request = new Request("http://localhost:3000/records/csv", { headers: { Cookie: ada } });
  const file = await csv({ request, params: {}, context: { address: "192.0.2.7" } });
  expect(file.headers.get("Content-Disposition")).toMatch(/^attachment; filename="records-\d{4}-\d\d-\d\d\.csv"$/);
  expect((await file.text()).split("\r\n")).toEqual([
    "kind,title,provider,completed on,time zone,hours,category,version,number,valid until,standing",
    `"recorded by the learner, not checked","'=Ethics, ""in groups""",The county board,2025-11-03,,2,ethics,,,,`,
    "",
  ]);

  expect((await ask(change, { params, cookie: ada, fields: { intent: "delete" } })).location).toBe(
    "/records?done=deleted",
  );
  expect((await ask(one, { params, cookie: ada })).status).toBe(404);
});

async function signIn(name: string): Promise<string> {
  const { email } = await addMember(db, name);
  return askIn(enter, { fields: { email, password: goodPassword } });
}
