import { beforeAll, expect, test } from "vitest";
import { formKey } from "#app/http.ts";
import { loader as upload, action as uploadAction } from "#app/routes/admin/import.tsx";
import { loader as lines, action as linesAction } from "#app/routes/admin/import-lines.tsx";
import { action as makeLinks } from "#app/routes/admin/import-links.ts";
import { loader as refusedLines } from "#app/routes/admin/import-refused.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";

beforeAll(async () => {
  await addMember(db, "Cleo Marsh", ["administrator"]);
  await addMember(db, "Bo Lindqvist", ["supervisor", "author", "auditor"]);
  await addMember(db, "Ada Okafor");
});

test("nobody but an administrator brings people in, however it is asked", async () => {
  const cleo = await signIn("cleo");
  const params = { import: await send(cleo, "email\nx@practice.example") };
  for (const name of ["ada", "bo"]) {
    const cookie = await signIn(name);
    const answers = [
      await ask(upload, { cookie }),
      await ask(uploadAction, { cookie, upload: fileOf("email\ny@practice.example") }),
      await ask(lines, { cookie, params }),
      await ask(refusedLines, { cookie, params }),
      await ask(linesAction, { cookie, params, fields: { intent: "confirm" } }),
      await ask(linesAction, { cookie, params, fields: { intent: "abandon" } }),
      await ask(makeLinks, { cookie, params, fields: { key: formKey() } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  }
  expect(await db.selectFrom("invitation").selectAll().execute()).toEqual([]);
});

test("a list is sent, looked at, confirmed, and its links downloaded; sent again it changes nothing", async () => {
  const cookie = await signIn("cleo");
  const list = "email,name\nzoe@practice.example,Zoë\nada@practice.example,Somebody Else\n=1+1,Bo\n";
  const params = { import: await send(cookie, list) };
  const shown = await ask(lines, { cookie, params });
  expect(shown.data).toMatchObject({
    found: { state: "to-confirm", counts: { invited: 1, changed: 0, unchanged: 1, refused: 1 } },
    rows: [
      { line: 2, verdict: { result: "invited" } },
      { line: 3, verdict: { result: "unchanged", of: "account" } },
      { line: 4, verdict: { result: "refused" } },
    ],
  });
  const refused = await fileAt(refusedLines, { cookie, params });
  expect(refused).toBe(
    "email,name,line,reason\r\n'=1+1,Bo,4,email begins like a formula. Take away what stands before its first letter or number.\r\n",
  );

  const confirm = () => ask(linesAction, { cookie, params, fields: { intent: "confirm" } });
  expect([(await confirm()).status, (await confirm()).status]).toEqual([303, 303]);
  expect((await ask(lines, { cookie, params })).data).toMatchObject({
    found: { state: "finished" },
    rows: [],
    byMail: false,
  });
  const [heading, zoe, ...more] = (await fileAt(makeLinks, { cookie, params, fields: { key: formKey() } })).split(
    "\r\n",
  );
  expect(heading).toBe("name,email,link,ends");
  expect(zoe).toMatch(/^Zoë,zoe@practice\.example,http:\/\/localhost:\d+\/invitation\/[\w-]{43},/);
  expect(more).toEqual([""]);

  const again = { import: await send(cookie, list) };
  expect((await ask(lines, { cookie, params: again })).data).toMatchObject({
    found: { counts: { invited: 0, changed: 0 } },
  });
});

test.each([
  ["semicolons", ";", "utf-8", "", Buffer.from],
  ["tabs and a mark", "\t", "utf-8", "\ufeff", (text: string) => Buffer.from(`\ufeff${text}`)],
  ["semicolons in Windows-1252", ";", "utf-8", "\ufeff", (text: string) => Buffer.from(text, "latin1")],
  ["tabs in UTF-16", "\t", "utf-16le", "\ufeff", (text: string) => Buffer.from(text, "utf16le")],
])("what is to be mended of a list with %s comes back so, and is read again", async (_, sign, charset, mark, written) => {
  const cookie = await signIn("cleo");
  const list = `name,email\nZoë,=zoe\n"Bo${sign}B",bo\n`.replaceAll(",", sign);
  const bytes = await bytesAt(refusedLines, { cookie, params: { import: await send(cookie, written(list)) } });
  const text = new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  expect(text).toContain(`${mark}name,email,line,reason\r\nZoë,'=zoe,2,`.replaceAll(",", sign));
  expect(text.startsWith("\ufeff")).toBe(mark !== "");
  expect(text).toContain(`"Bo${sign}B"${sign}bo${sign}3${sign}`);
  const again = { import: await send(cookie, Buffer.from(bytes)) };
  expect((await ask(lines, { cookie, params: again })).data).toMatchObject({
    found: { columns: ["name", "email"], leftOut: ["line", "reason"], counts: { refused: 2 } },
  });
});

test("each file that is no list of people is told why", async () => {
  const cookie = await signIn("cleo");
  const sentence = async (list: string | Buffer) => (await ask(uploadAction, { cookie, upload: fileOf(list) })).data;
  for (const [list, words] of [
    ["name\nAda", /called email/],
    ["email", /nobody in this file/],
    [`email\n${"a@practice.example\n".repeat(100_000)}`, /100,000 lines.*10,000/],
    [Buffer.from([0x50, 0x4b, 0x03, 0x04]), /workbook/],
    [Buffer.from([0xff, 0xfe, 0x41]), /breaks off/],
    [`email,name\n${'a@x.example,"b"c\n'.repeat(200)}`, /quotation marks/],
    ["email,E-Mail\na@x.example,b@x.example", /stands twice/],
    ["", /Choose a file/],
  ] as const) {
    expect(await sentence(list)).toMatchObject({ errors: { list: expect.stringMatching(words) } });
  }
});

test("what people changed meanwhile is shown before anything is done", async () => {
  const cookie = await signIn("cleo");
  const params = { import: await send(cookie, "email,profession\nivo@practice.example,Therapist\n") };
  await addMember(db, "Ivo Brandt");
  const confirm = () => ask(linesAction, { cookie, params, fields: { intent: "confirm" } });
  expect(await confirm()).toMatchObject({
    status: 409,
    data: { errors: { form: expect.stringMatching(/meanwhile|changed/) } },
  });
  expect((await ask(lines, { cookie, params })).data).toMatchObject({ found: { counts: { changed: 1 } } });
  expect((await confirm()).status).toBe(303);
});

test("a list is thrown away once; what is no list or no act is not there", async () => {
  const cookie = await signIn("cleo");
  const params = { import: await send(cookie, "email\nnoor@practice.example") };
  const act = (intent: string, where = params) => ask(linesAction, { cookie, params: where, fields: { intent } });
  expect((await act("abandon")).location).toBe("/admin/people/import?done=abandoned");
  expect((await act("abandon")).status).toBe(404);
  for (const id of [params.import, "nothing", "' or 1=1", ""]) {
    const where = { import: id };
    expect((await ask(lines, { cookie, params: where })).status).toBe(404);
    expect((await ask(refusedLines, { cookie, params: where })).status).toBe(404);
    expect((await act("confirm", where)).status).toBe(404);
  }
  const other = { import: await send(cookie, "email\nnoor@practice.example") };
  expect((await act("nonsense", other)).status).toBe(404);
  for (const query of ["show=all", "after=-1", "after=x", "after=99999999"]) {
    expect((await ask(lines, { cookie, params: other, path: `/x?${query}` })).status).toBe(404);
  }
});

async function send(cookie: string, list: string | Buffer): Promise<string> {
  const { status, location } = await ask(uploadAction, { cookie, upload: fileOf(list) });
  expect(status).toBe(303);
  return location?.split("/").at(-1) ?? "";
}

function fileOf(list: string | Buffer): FormData {
  const form = new FormData();
  form.set("list", new Blob([new Uint8Array(Buffer.from(list))]), "people.csv");
  return form;
}

/** The text of a file that a loader or an action answers with. */
async function fileAt(part: typeof refusedLines | typeof makeLinks, asked: Asked): Promise<string> {
  return new TextDecoder().decode(await bytesAt(part, asked));
}

async function bytesAt(
  part: typeof refusedLines | typeof makeLinks,
  { cookie, params, fields }: Asked,
): Promise<ArrayBuffer> {
  const body = fields && new URLSearchParams(fields);
  const request = new Request("http://localhost:3000/x", {
    method: body ? "POST" : "GET",
    headers: { Cookie: cookie },
    body,
  });
  const answer: unknown = await part({ request, params, context: { address: "192.0.2.7" } }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(answer instanceof Response)) throw new Error("This is no file.");
  expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="[\w-]+\.csv"$/);
  return answer.arrayBuffer();
}

interface Asked {
  cookie: string;
  params: Record<string, string>;
  fields?: Record<string, string>;
}

function signIn(name: string): Promise<string> {
  return askIn(enter, { fields: { email: `${name}@practice.example`, password: goodPassword } });
}
