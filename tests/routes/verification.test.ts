import { beforeAll, expect, test } from "vitest";
import { newCode } from "#app/platform/chance.ts";
import { loader as certificate } from "#app/routes/learn/certificate.ts";
import { loader as record, action as recordAction } from "#app/routes/learn/record.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { action, loader } from "#app/routes/public/verification.tsx";
import { action as typed } from "#app/routes/public/verify.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { addHolder } from "../support/record.ts";
import { signInAs } from "../support/sign-in-as.ts";

let holder: Awaited<ReturnType<typeof addHolder>>;
let own: string;
let other: string;

beforeAll(async () => {
  holder = await addHolder(db);
  own = await signInAs(db, holder.actor.id);
  await addMember(db, "Bo Lindqvist", ["administrator"]);
  other = await askIn(enter, { fields: { email: "bo@practice.example", password: goodPassword } });
});

test("anybody may look a record up; the page is not kept and holds no name", async () => {
  const found = await ask(loader, { params: { code: holder.code } });
  expect(found).toMatchObject({ status: 200, data: { verified: { state: "valid", name: null } } });
  expect(found.headers.get("Cache-Control")).toBe("no-store");
  expect(JSON.stringify(found.data)).not.toContain("Okafor");
});

test("a number that was never given and one that is none are the same page, but for what was asked", async () => {
  const answers = await Promise.all(
    [newCode(), "nonsense", "x".repeat(400), "%3Cb%3E"].map((code, at) =>
      ask(loader, { params: { code }, address: `203.0.113.${at}` }),
    ),
  );
  for (const { status, data, headers } of answers) {
    expect([status, headers.get("Cache-Control")]).toEqual([404, "no-store"]);
    expect(data).toEqual({
      asked: expect.any(String),
      verified: null,
      matches: null,
      isThrottled: false,
      refused: null,
    });
  }
});

test("a name is checked by a form, and what was typed is in no answer", async () => {
  const params = { code: holder.code };
  const right = await ask(action, { params, fields: { name: "okafor ada n" } });
  expect(right).toMatchObject({ status: 200, data: { matches: true } });
  const wrong = await ask(action, { params, fields: { name: "Kestrel Marsh" } });
  expect(wrong).toMatchObject({ status: 200, data: { matches: false } });
  expect(JSON.stringify([right.data, wrong.data])).not.toMatch(/Okafor|okafor|Kestrel/);
  expect(await ask(action, { params, fields: { name: " " } })).toMatchObject({
    status: 422,
    data: { verified: { state: "valid" }, refused: { errors: { name: expect.any(String) } } },
  });
  expect((await ask(action, { params: { code: newCode() }, fields: { name: "Ada" } })).status).toBe(404);
});

test("too many wrong numbers from one network are answered with 429 and when to come back", async () => {
  const address = "198.51.100.77";
  const looks = [];
  for (let at = 0; at < 102; at++) looks.push((await ask(loader, { params: { code: newCode() }, address })).status);
  expect([looks.indexOf(429), looks.at(-1)]).toEqual([100, 429]);
  const throttled = await ask(loader, { params: { code: holder.code }, address });
  expect(throttled).toMatchObject({ status: 429, data: { verified: null, isThrottled: true } });
  expect(throttled.headers.get("Retry-After")).toBe("900");
});

test("a number that is typed leads to its page, however it was grouped", async () => {
  const grouped = holder.code.toLowerCase().replace(/(.{4})/g, "$1-");
  expect(await ask(typed, { fields: { code: grouped } })).toMatchObject({
    status: 303,
    location: `/verify/${holder.code}`,
  });
  expect(await ask(typed, { fields: { code: "a/../b?c" } })).toMatchObject({ status: 303, location: "/verify/ABC" });
  expect(await ask(typed, { fields: { code: "  " } })).toMatchObject({ status: 422 });
});

test("a certificate is downloaded by its owner alone, under a neutral name, the same each time", async () => {
  const params = { record: holder.recordId };
  const download = async (cookie: string) => {
    const url = `http://localhost:3000/records/${params.record}/certificate`;
    const request = new Request(url, { headers: { Cookie: cookie } });
    return certificate({ request, params, context: { address: "192.0.2.7" } });
  };
  const first = await download(own);
  expect(first.headers.get("Content-Disposition")).toBe('attachment; filename="certificate.pdf"');
  expect([first.headers.get("Content-Type"), first.headers.get("Cache-Control")]).toEqual([
    "application/pdf",
    "no-store",
  ]);
  const bytes = Buffer.from(await first.arrayBuffer());
  expect(bytes.subarray(0, 8).toString()).toBe("%PDF-1.7");
  expect(Buffer.from(await (await download(own)).arrayBuffer()).equals(bytes)).toBe(true);
  expect((await ask(certificate, { params, cookie: other })).status).toBe(404);
  expect((await ask(certificate, { params })).status).toBe(303);
});

test("the owner alone decides whether the public page shows the name", async () => {
  const params = { record: holder.recordId };
  const set = (intent: string, cookie: string) => ask(recordAction, { params, cookie, fields: { intent } });
  expect((await set("show-name", other)).status).toBe(404);
  expect(await set("show-name", own)).toMatchObject({
    status: 303,
    location: `/records/${holder.recordId}?done=shown`,
  });
  expect((await ask(record, { params, cookie: own })).data).toMatchObject({ isShown: true });
  const shown = await ask(loader, { params: { code: holder.code } });
  expect(shown.data).toMatchObject({ verified: { name: "Ada N. Okafor" } });
  expect(await set("hide-name", own)).toMatchObject({ status: 303 });
  expect((await ask(loader, { params: { code: holder.code } })).data).toMatchObject({ verified: { name: null } });
});
