import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { draughtsman } from "#app/certificate/draw.ts";
import { keepCertificate } from "#app/domain/certificate.ts";
import { verifyPack } from "#app/domain/evidence/pack/verification.ts";
import { isFault } from "#app/domain/evidence/verification/fault.ts";
import { formKey } from "#app/http.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { keyStore, openKeyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import { action, loader } from "#app/routes/admin/evidence.tsx";
import { loader as file } from "#app/routes/admin/evidence-file.ts";
import { loader as assessment } from "#app/routes/author/assessment.tsx";
import { loader as assessmentFile } from "#app/routes/author/assessment-file.ts";
import { loader as assessments, action as openAssessment } from "#app/routes/author/assessments.tsx";
import { loader as ownEvidence } from "#app/routes/learn/own-evidence.ts";
import { loader as record, action as recordAction } from "#app/routes/learn/record.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { readyStamps } from "#server/evidence.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning } from "../support/cast.ts";
import { freshArchive, startWith, writeOut } from "../support/evidence.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";
import { addHolder } from "../support/record.ts";
import { signInAs } from "../support/sign-in-as.ts";

let holder: Awaited<ReturnType<typeof addHolder>>;
let own: string;
let admin: string;
let second: string;
let reviewer: string;
let author: string;

beforeAll(async () => {
  await addMember(db, "Cleo Marsh", ["administrator"]);
  await addMember(db, "Dana Reyes", ["administrator"]);
  await addMember(db, "Rosa Lind", ["reviewer"]);
  // These pages are asked today.
  await db
    .updateTable("role_grant")
    .set({ until: "2099-01-01T00:00:00.000Z" })
    .where("role", "=", "reviewer")
    .execute();
  await addMember(db, "Noor Haddad", ["author"]);
  const signIn = (name: string) =>
    askIn(enter, { fields: { email: `${name}@practice.example`, password: goodPassword } });
  [admin, second, reviewer, author] = [
    await signIn("cleo"),
    await signIn("dana"),
    await signIn("rosa"),
    await signIn("noor"),
  ];
  holder = await addHolder(db, { name: "=Ada N. Okafor", isJournalled: false });
  own = await signInAs(db, holder.actor.id);
});

const whole = { intent: "pack", course: "", from: "", to: "" };

test("packs and rosters are for administrators alone, and each asking stands in the trail", async () => {
  for (const cookie of [own, reviewer, author]) {
    expect((await ask(loader, { cookie })).status).toBe(404);
    expect((await ask(action, { cookie, fields: { ...whole, key: formKey() } })).status).toBe(404);
    expect((await ask(file, { cookie, params: { export: "x" } })).status).toBe(404);
  }
  expect((await ask(loader, {})).status).toBe(303);
  const key = formKey();
  const asked = await ask(action, { cookie: admin, fields: { ...whole, key } });
  expect(asked).toMatchObject({ status: 303, location: expect.stringMatching(/^\/admin\/evidence\?ready=/) });
  // The same form sent twice is one asking.
  expect((await ask(action, { cookie: admin, fields: { ...whole, key } })).location).toBe(asked.location);
  expect((await actsOf(db)).filter((act) => act === "export evidence pack")).toHaveLength(1);
  expect(await ask(loader, { cookie: admin, path: asked.location ?? "" })).toMatchObject({
    data: { ready: idIn(asked) },
  });
  // Another administrator asks in their own name.
  expect((await ask(file, { cookie: second, params: { export: idIn(asked) } })).status).toBe(404);
});

test("a period that ends first, a day that is none and a course that is none are said beside their fields", async () => {
  for (const [fields, errors] of [
    [{ from: "2026-03-02", to: "2026-03-01" }, { to: expect.any(String) }],
    [{ from: "soon" }, { from: expect.any(String) }],
    [{ course: "nothing-such" }, { course: expect.any(String) }],
  ] as const) {
    const refused = await ask(action, { cookie: admin, fields: { ...whole, key: formKey(), ...fields } });
    expect(refused).toMatchObject({ status: 422, data: { of: "pack", errors, typed: fields } });
  }
});

test("a pack is refused while the log is not signed, and is then the records of its period, which verify", async () => {
  const unsigned = await ask(file, { cookie: admin, params: { export: await asking(whole) } });
  expect(unsigned).toMatchObject({ status: 303, location: "/admin/evidence?done=unsigned" });
  await signLog();
  const answer = await fetched(file, { export: await asking(whole) }, admin);
  expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="evidence-\d{4}-\d\d-\d\d\.zip"$/);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const pack = Buffer.from(await answer.arrayBuffer());
  expect(await verified(pack)).toMatchObject({ records: 1, certificates: 1, isKnown: true });
  // Formulas stand as text, and no item's words are in it.
  expect(pack.includes(",'=Ada N. Okafor,")).toBe(true);
  expect(pack.includes("The right one")).toBe(false);
  const early = await fetched(file, { export: await asking({ ...whole, to: "2026-03-01" }) }, admin);
  expect(await verified(Buffer.from(await early.arrayBuffer()))).toMatchObject({ records: 0 });
});

test("a learner downloads the evidence of their own record as one file, which verifies", async () => {
  const params = { record: holder.recordId };
  expect((await ask(ownEvidence, { cookie: admin, params })).status).toBe(404);
  const answer = await fetched(ownEvidence, params, own);
  expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="evidence.zip"');
  const pack = Buffer.from(await answer.arrayBuffer());
  expect(await verified(pack)).toMatchObject({ records: 1, certificates: 1, credentials: 1 });
});

test("nobody is on a roster who did not say so, and who takes it back is off it", async () => {
  const params = { record: holder.recordId };
  expect(await ask(record, { cookie: own, params })).toMatchObject({ data: { reported: null } });
  const none = await roster();
  expect(none.slice(1)).toEqual([
    ["1 more completion in this period: its owner did not choose to be reported", ...Array(10).fill("")],
  ]);

  const fields = {
    intent: "report",
    lastName: "Okafor",
    firstName: "Ada",
    licenceNumber: "",
    jurisdiction: "California",
  };
  const refused = await ask(recordAction, { cookie: own, params, fields });
  expect(refused).toMatchObject({
    status: 422,
    data: { errors: { licenceNumber: expect.any(String) }, typed: { firstName: "Ada" } },
  });
  const said = { ...fields, licenceNumber: "12345" };
  expect((await ask(recordAction, { cookie: admin, params, fields: said })).status).toBe(404);
  expect((await ask(recordAction, { cookie: own, params, fields: said })).location).toMatch(/done=reported$/);
  const rows = await roster();
  expect(rows[0]).toEqual([
    "provider no.",
    "course name",
    "tracking no.",
    "completion date",
    "licence no.",
    "jurisdiction",
    "last name",
    "first name",
    "hours",
    "due by",
    "record",
  ]);
  expect(rows.slice(1)).toEqual([
    ["", "Listening Well", "", "2026-03-02", "12345", "California", "Okafor", "Ada", "1", "2026-04-01", holder.code],
  ]);
  expect((await roster({ from: "2026-03-03" })).slice(1)).toEqual([]);
  expect(await actsOf(db)).toContain("export roster");

  expect((await ask(recordAction, { cookie: own, params, fields: { intent: "withhold" } })).location).toMatch(
    /=withheld$/,
  );
  expect(await db.selectFrom("reporting_consent").selectAll().execute()).toEqual([]);
  expect((await roster())[1]?.[0]).toMatch(/^1 more completion/);
});

test("an assessment with its keys is for reviewers and administrators, under their name, and stands in the trail", async () => {
  const release = holder.release.id;
  for (const cookie of [own, author]) {
    expect((await ask(assessments, { cookie })).status).toBe(404);
    expect((await ask(openAssessment, { cookie, fields: { key: formKey(), release } })).status).toBe(404);
  }
  expect(await ask(openAssessment, { cookie: reviewer, fields: { key: formKey(), release: "none" } })).toMatchObject({
    status: 422,
    data: { errors: { release: expect.any(String) } },
  });
  const opened = await ask(openAssessment, { cookie: reviewer, fields: { key: formKey(), release } });
  expect(opened.location).toMatch(/^\/author\/assessments\/[\w-]+$/);
  const params = { export: opened.location?.split("/").at(-1) ?? "" };
  for (const part of [assessment, assessmentFile])
    for (const cookie of [own, author, admin]) expect((await ask(part, { cookie, params })).status).toBe(404);
  expect((await ask(file, { cookie: admin, params })).status).toBe(404);
  const { data } = await ask(assessment, { cookie: reviewer, params });
  expect(data).toMatchObject({
    mark: expect.stringMatching(/^Confidential\. Opened by Rosa Lind on /),
    pack: { quizzes: [{ module: 1 }, { module: 2 }] },
    quiz: null,
  });
  const quiz = await ask(assessment, { cookie: reviewer, params, path: "/?module=2" });
  expect(quiz.data).toMatchObject({ quiz: { passMark: 80, items: expect.anything() } });
  expect((await ask(assessment, { cookie: reviewer, params, path: "/?module=9" })).status).toBe(404);
  const text = await (await fetched(assessmentFile, params, reviewer)).text();
  expect(text).toContain("Opened by Rosa Lind");
  expect(text).toMatch(/Right: /);
  expect(await actsOf(db)).toContain("open assessment pack");
});

async function roster(period = {}): Promise<string[][]> {
  const asked = await asking({ ...whole, intent: "roster", ...period });
  const answer = await fetched(file, { export: asked }, admin);
  expect(answer.headers.get("Content-Disposition")).toMatch(/filename="roster-[\d-]+\.csv"/);
  return parse(await answer.text());
}

async function asking(fields: Record<string, string>): Promise<string> {
  return idIn(await ask(action, { cookie: admin, fields: { ...fields, key: formKey() } }));
}

function idIn({ location }: { location: string | null }): string {
  return new URL(location ?? "", "http://localhost").searchParams.get("ready") ?? "";
}

/** What a start and the outbox do, with the keys that the routes sign with. */
async function signLog(): Promise<void> {
  // What a start makes.
  openKeyStore(settings().keysFolder).close();
  const tools = { ...freshArchive(), seals: keyStore(), keys: evidenceKeys() };
  await readyStamps(db, { keysFolder: settings().keysFolder, journal: tools.journal });
  await startWith(db, tools);
  await keepCertificate(db, { recordId: holder.recordId, ...draughtsman, seals: tools.seals, now: morning });
  await writeOut(db, tools);
}

async function verified(pack: Buffer): Promise<object> {
  const read = (at: number, length: number) => pack.subarray(Math.max(0, at), at + length);
  const found = await verifyPack({ length: pack.length, read }, { known: evidenceKeys().known(), now: new Date() });
  if (isFault(found)) throw new Error(`${found.where} ${found.rule}`);
  return found;
}

async function fetched(part: typeof file, params: Record<string, string>, cookie: string): Promise<Response> {
  const request = new Request("http://localhost:3000/", { headers: { Cookie: cookie } });
  return part({ request, params, context: { address: "192.0.2.7" } });
}
