import { beforeAll, expect, test } from "vitest";
import { findCertificateSetting } from "#app/domain/certificate/setting.ts";
import { formKey } from "#app/http.ts";
import { action, loader } from "#app/routes/admin/certificates.tsx";
import { loader as sample } from "#app/routes/admin/sample-certificate.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { publishSmall } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { pngOf } from "../support/picture.ts";

let cookie: string;
let outsider: string;

beforeAll(async () => {
  await addMember(db, "Cleo Marsh", ["administrator"]);
  await addMember(db, "Noor Haddad", ["author"]);
  cookie = await askIn(enter, { fields: { email: "cleo@practice.example", password: goodPassword } });
  outsider = await askIn(enter, { fields: { email: "noor@practice.example", password: goodPassword } });
});

const looks = {
  intent: "looks",
  version: "1",
  signatory: "Morgan Reyes",
  credential: "LMFT",
  title: "neutral",
  category: "clinical",
  accent: "#1F4D5C",
  keepYears: "9",
};

const approval = {
  intent: "approve",
  key: formKey(),
  body: "A Board",
  number: "7",
  from: "2026-01-01",
  to: "2026-12-31",
  statement: "We are approved.",
};

test("certificates are settled by administrators and nobody else", async () => {
  expect((await ask(loader, { cookie: outsider })).status).toBe(404);
  for (const fields of [looks, approval, { intent: "remove-logo" }]) {
    expect((await ask(action, { cookie: outsider, fields })).status).toBe(404);
  }
  expect((await ask(action, { cookie: outsider, upload: uploadOf(pngOf(10, 10)) })).status).toBe(404);
  expect((await findCertificateSetting(db)).version).toBe(1);
});

test("who signs is given with their credential or not at all", async () => {
  for (const half of [{ signatory: "" }, { credential: "" }]) {
    expect(await ask(action, { cookie, fields: { ...looks, ...half } })).toMatchObject({
      status: 422,
      data: { of: "looks", errors: { credential: expect.any(String) }, typed: { ...half, category: "clinical" } },
    });
  }
});

test("a pale colour, fewer years and a stale page are each said in a sentence, and nothing typed is lost", async () => {
  const pale = await ask(action, { cookie, fields: { ...looks, accent: "#ffff00" } });
  expect(pale).toMatchObject({ status: 422, data: { errors: { accent: expect.stringMatching(/too pale/) } } });
  expect(await ask(action, { cookie, fields: looks })).toMatchObject({
    status: 303,
    location: "/admin/certificates?done=saved",
  });
  const fewer = await ask(action, { cookie, fields: { ...looks, version: "2", keepYears: "8" } });
  expect(fewer).toMatchObject({ status: 422, data: { errors: { keepYears: expect.stringMatching(/9 years/) } } });
  const stale = await ask(action, { cookie, fields: { ...looks, title: "full" } });
  expect(stale).toMatchObject({
    status: 409,
    data: { errors: { form: expect.any(String) }, typed: { title: "full" } },
  });
});

test("an approval that lacks a part is refused, and the registered unit is never taken", async () => {
  for (const part of ["body", "number", "from", "to", "statement"]) {
    const answered = await ask(action, { cookie, fields: { ...approval, [part]: "" } });
    expect([part, answered.status, answered.data]).toMatchObject([
      part,
      422,
      { errors: { [part]: expect.any(String) } },
    ]);
  }
  const unit = await ask(action, { cookie, fields: { ...approval, statement: "This earns 3 CEUs." } });
  expect(unit).toMatchObject({ status: 422, data: { errors: { statement: expect.stringMatching(/CE hour/) } } });
  // What certificates cannot print is told here, and not by a sign on somebody's certificate.
  const other = await ask(action, { cookie, fields: { ...approval, body: "委員会" } });
  expect(other).toMatchObject({
    status: 422,
    data: { errors: { body: expect.stringMatching(/cannot print 委 員 会/) } },
  });
  const added = await ask(action, { cookie, fields: approval });
  expect(added).toMatchObject({ status: 303, location: "/admin/certificates?done=added" });
  const { data } = await ask(loader, { cookie });
  expect(data).toMatchObject({ approvals: [{ body: "A Board", number: "7", statement: "We are approved." }] });
});

test("a logo is taken from a form with a file, judged by what it is, and removed", async () => {
  expect(await ask(action, { cookie, upload: uploadOf(pngOf(40, 20)) })).toMatchObject({ status: 303 });
  const { logo } = await findCertificateSetting(db);
  expect(logo).toMatch(/^[\w-]{43}$/);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  for (const [bytes, sentence] of [
    [svg, /not a PNG or JPEG/],
    [Buffer.alloc(200_001), /larger than 200 kB/],
    [Buffer.alloc(0), /Choose a file/],
  ] as const) {
    const refused = await ask(action, { cookie, upload: uploadOf(bytes) });
    expect(refused).toMatchObject({
      status: 422,
      data: { of: "logo", errors: { logo: expect.stringMatching(sentence) } },
    });
  }
  const more = uploadOf(pngOf(40, 20));
  more.set("accent", "#000000");
  expect((await ask(action, { cookie, upload: more })).status).toBe(422);
  expect((await findCertificateSetting(db)).logo).toBe(logo);
  expect((await ask(action, { cookie, fields: { intent: "remove-logo" } })).status).toBe(303);
  expect((await findCertificateSetting(db)).logo).toBeNull();
});

test("a sample is for who writes or runs a course, is a PDF, and is kept nowhere", async () => {
  await publishSmall(db);
  expect((await ask(sample, {})).status).toBe(303);
  const learner = await addMember(db, "Ada Okafor");
  const stranger = await askIn(enter, { fields: { email: learner.email, password: goodPassword } });
  expect((await ask(sample, { cookie: stranger })).status).toBe(404);
  for (const allowed of [cookie, outsider]) {
    const { status, headers } = await ask(sample, { cookie: allowed });
    expect([status, headers.get("Content-Type")]).toEqual([200, "application/pdf"]);
    expect(headers.get("Content-Disposition")).toBe('attachment; filename="sample.pdf"');
  }
  expect(await db.selectFrom("certificate").select("record_id").execute()).toEqual([]);
});

function uploadOf(bytes: Buffer): FormData {
  const form = new FormData();
  form.set("logo", new File([new Uint8Array(bytes)], "../../logo.png.svg", { type: "image/png" }));
  return form;
}
