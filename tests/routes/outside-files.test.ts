import { beforeAll, expect, test } from "vitest";
import { formKey } from "#app/http.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import { action as change, loader as one } from "#app/routes/learn/outside.tsx";
import { loader as download } from "#app/routes/learn/outside-file.ts";
import { action as record } from "#app/routes/learn/outside-new.tsx";
import { loader as records } from "#app/routes/learn/records.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { pngOf } from "../support/picture.ts";

const typed = {
  ...{ intent: "record", key: formKey(), title: "Ethics in groups", provider: "The county board" },
  ...{ completedOn: "2025-11-03", hours: "1.5", category: "", number: "" },
};
const pdf = Buffer.from("%PDF-1.7\nhello\nstartxref\n9\n%%EOF\n");
let ada: string;
let bo: string;
let certificate: string;

beforeAll(async () => {
  openKeyStore(settings().keysFolder).close();
  const signIn = async (name: string) =>
    askIn(enter, { fields: { email: (await addMember(db, name)).email, password: goodPassword } });
  ada = await signIn("Ada Okafor");
  bo = await signIn("Bo Lind");
});

test.each([
  ["broken", Buffer.from("%PDF-1.7 and no end"), /reads? to its end/],
  ["disguised", Buffer.from("<!doctype html><script>alert(1)</script>"), /PDF, PNG or JPEG/],
  ["too large", Buffer.alloc(1_500_001, "%PDF-1.7"), /over 1\.5 MB/],
])("a file that is %s is refused beside its field, and what was typed stays", async (_, bytes, sentence) => {
  expect(await ask(record, { cookie: ada, upload: formOf(typed, bytes) })).toMatchObject({
    status: 422,
    data: { errors: { file: expect.stringMatching(sentence) }, typed: { title: typed.title, hours: "1.5" } },
  });
  expect(await db.selectFrom("outside_certificate").selectAll().execute()).toEqual([]);
});

test("what is odd in the other fields is said with the file chosen or not", async () => {
  const wrong = { ...typed, title: " ", hours: "many" };
  for (const bytes of [pdf, undefined]) {
    expect(await ask(record, { cookie: ada, upload: formOf(wrong, bytes) })).toMatchObject({
      status: 422,
      data: { errors: { title: expect.any(String), hours: expect.any(String) }, typed: { provider: typed.provider } },
    });
  }
});

test("a second file, a file under another field and a broken form are refused", async () => {
  const two = formOf(typed, pdf);
  two.append("file", new File([new Uint8Array(pdf)], "b.pdf"));
  const elsewhere = formOf(typed);
  elsewhere.set("title", new File([new Uint8Array(pdf)], "title.pdf"));
  const asText = formOf(typed);
  asText.set("file", "no file");
  for (const upload of [two, elsewhere, asText]) {
    expect((await ask(record, { cookie: ada, upload })).status).toBe(422);
  }
});

test("a certificate is recorded with its file once, and the transcript says so", async () => {
  for (const _ of ["once", "again"]) {
    expect((await ask(record, { cookie: ada, upload: formOf(typed, pdf) })).location).toBe("/records?done=saved");
  }
  const { data } = await ask(records, { cookie: ada });
  expect(data).toMatchObject({ years: [{ outside: [{ title: typed.title, files: 1 }] }] });
  ({ id: certificate } = await db.selectFrom("outside_certificate").select("id").executeTakeFirstOrThrow());
  expect(await db.selectFrom("outside_file").select("size").execute()).toEqual([{ size: pdf.length }]);
});

test("it is downloaded by its owner as it was, under a name of ours, and nothing in it can run", async () => {
  const { id: file } = await db.selectFrom("outside_file").select("id").executeTakeFirstOrThrow();
  const params = { certificate, file };
  const request = (cookie: string) => new Request("http://localhost:3000/", { headers: { Cookie: cookie } });
  const answer = await download({ request: request(ada), params, context: { address: "192.0.2.7" } });
  expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": 'attachment; filename="evidence.pdf"',
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  expect((await ask(download, { params, cookie: bo })).status).toBe(404);
  expect((await ask(download, { params: { certificate, file: "none" }, cookie: ada })).status).toBe(404);
});

test("files are added and deleted on its page, by its owner alone", async () => {
  const params = { certificate };
  const adding = () => formOf({ intent: "add-file", key: formKey() }, pngOf(8, 8));
  expect((await ask(change, { params, cookie: bo, upload: adding() })).status).toBe(404);
  expect(
    await ask(change, { params, cookie: ada, upload: formOf({ intent: "add-file", key: formKey() }) }),
  ).toMatchObject({
    status: 422,
    data: { errors: { file: expect.any(String) }, typed: { intent: "add-file" } },
  });
  for (const _ of [2, 3]) {
    expect(await ask(change, { params, cookie: ada, upload: adding() })).toMatchObject({
      status: 303,
      location: `/records/elsewhere/${certificate}?done=file-added`,
    });
  }
  expect(await ask(change, { params, cookie: ada, upload: adding() })).toMatchObject({
    status: 422,
    data: { errors: { file: expect.stringMatching(/at most three/) } },
  });
  const { data } = await ask(one, { params, cookie: ada });
  expect(data).toMatchObject({ files: [{ type: "application/pdf" }, { type: "image/png" }, { type: "image/png" }] });
  const [last] = await db.selectFrom("outside_file").select("id").orderBy("added_at", "desc").execute();
  const deleting = { intent: "delete-file", file: last?.id ?? "" };
  expect((await ask(change, { params, cookie: bo, fields: deleting })).status).toBe(303);
  expect(await db.selectFrom("outside_file").selectAll().execute()).toHaveLength(3);
  expect((await ask(change, { params, cookie: ada, fields: deleting })).status).toBe(303);
  expect(await db.selectFrom("outside_file").selectAll().execute()).toHaveLength(2);
  expect((await ask(change, { params, cookie: ada, fields: { intent: "delete" } })).status).toBe(303);
  expect(await db.selectFrom("outside_file").selectAll().execute()).toEqual([]);
});

function formOf(fields: Record<string, string>, bytes?: Buffer): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  // A browser sends an empty file where none was chosen.
  form.set("file", new File(bytes ? [new Uint8Array(bytes)] : [], bytes ? "../../certificate.pdf.exe" : ""));
  return form;
}
