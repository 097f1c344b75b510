import { beforeAll, expect, test } from "vitest";
import type { Role } from "#app/domain/actor.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { action as act, loader as one } from "#app/routes/admin/record.tsx";
import { loader as list, action as search } from "#app/routes/admin/records.tsx";
import { loader as credential } from "#app/routes/learn/credential.ts";
import { loader as own } from "#app/routes/learn/record.tsx";
import { loader as csv } from "#app/routes/learn/records-csv.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { loader as verification } from "#app/routes/public/verification.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning, publishSmall } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { addHolder } from "../support/record.ts";

let ada: string;
let bo: string;
let admin: string;
let auditor: string;
let others: string[];
let first: { recordId: string; code: string };
let second: { recordId: string; code: string };

beforeAll(async () => {
  ada = await signIn("Ada Okafor");
  bo = await signIn("Bo Lind");
  admin = await signIn("Morgan Reyes", ["administrator"]);
  auditor = await signIn("Amara Diallo", ["auditor"]);
  others = [ada, await signIn("Sunita Rao", ["supervisor"]), await signIn("Ari Castellan", ["author"])];
  first = await complete("Ada Okafor", "Ada N. Okafor");
  second = await complete("Bo Lind", "Bo Lind");
});

test("the register is read by administrators and auditors, and by nobody else; looking is noted", async () => {
  for (const cookie of others) {
    expect((await ask(list, { cookie })).status).toBe(404);
    expect((await ask(search, { cookie, fields: { words: "Ada" } })).status).toBe(404);
    expect((await ask(one, { cookie, params: { record: first.recordId } })).status).toBe(404);
    expect((await ask(act, { cookie, params: { record: first.recordId }, fields: { intent: "revoke" } })).status).toBe(
      404,
    );
  }
  for (const cookie of [admin, auditor]) {
    expect((await ask(list, { cookie })).data).toMatchObject({
      lines: expect.arrayContaining([
        expect.objectContaining({ id: first.recordId, name: "Ada N. Okafor", state: "valid" }),
      ]),
    });
    expect((await ask(one, { cookie, params: { record: first.recordId } })).status).toBe(200);
  }
  const { id } = await personOf("Ada Okafor");
  const views = await db
    .selectFrom("view_log")
    .select("subject_kind")
    .where("subject_id", "in", [id, "records"])
    .execute();
  expect(views.map(({ subject_kind }) => subject_kind).sort()).toEqual(["person", "person", "register", "register"]);
  expect((await ask(one, { cookie: admin, params: { record: "nowhere" } })).status).toBe(404);
});

test("an auditor ends nothing, and is shown no form for it", async () => {
  const params = { record: first.recordId };
  expect((await ask(one, { cookie: auditor, params })).data).toMatchObject({ canCorrect: false, canRevoke: false });
  for (const fields of [revocation, correction])
    expect((await ask(act, { cookie: auditor, params, fields })).status).toBe(404);
});

test("the register is filtered by its address, and odd addresses are not there", async () => {
  const idsIn = async (query: string) => {
    const { data } = await ask(list, { cookie: admin, path: `/admin/records${query}` });
    return JSON.stringify(data);
  };
  expect(await idsIn("?year=2026&state=valid")).toContain(first.recordId);
  for (const none of ["?year=2025", "?state=revoked", "?state=withdrawn", "?course=another1"])
    expect(await idsIn(none), none).not.toContain(first.recordId);
  expect(await idsIn(`?before=${second.recordId}`)).not.toContain(second.recordId);
  for (const odd of ["?year=26", "?state=odd", "?course=%00", "?before=nowhere", "?state=valid&state=revoked"])
    expect((await ask(list, { cookie: admin, path: `/admin/records${odd}` })).status, odd).toBe(404);
});

test("a name or a number is looked up by a posted form, as text and nothing else", async () => {
  const find = async (words: string) => (await ask(search, { cookie: admin, fields: { words } })).data;
  expect(await find("okafor")).toMatchObject({ found: [{ id: first.recordId }] });
  expect(await find(` ${first.code.toLowerCase().replace(/(.{4})/g, "$1 ")}`)).toMatchObject({
    found: [{ id: first.recordId }],
  });
  for (const odd of ["%", "_", "\\", "' or 1=1 --"]) expect(await find(odd)).toMatchObject({ found: [] });
  expect((await ask(search, { cookie: admin, fields: { words: " " } })).status).toBe(422);
});

const revocation = { intent: "revoke", reason: "issued-in-error", words: "Taken by another.", certain: "yes" };
const correction = { intent: "correct", seen: "valid", name: "Ada N. Okafor-Lind", why: "She married.", sure: "yes" };

test("a correction is asked for in words, sent twice it is one, and both pages say which took which place", async () => {
  const params = { record: first.recordId };
  const send = (fields: Record<string, string | undefined>) =>
    ask(act, { cookie: admin, params, fields: { ...correction, ...fields } });
  expect(await send({ why: " " })).toMatchObject({ status: 422, data: { errors: { why: expect.any(String) } } });
  expect(await send({ sure: undefined })).toMatchObject({
    status: 422,
    data: { errors: { sure: expect.any(String) } },
  });
  expect(await send({ name: "" })).toMatchObject({ status: 422, data: { typed: { why: "She married." } } });
  expect(await send({ type1: "LMFT" })).toMatchObject({
    status: 422,
    data: { errors: { number1: expect.any(String) } },
  });
  expect(await send({ name: "Ada N. Okafor" })).toMatchObject({
    status: 409,
    data: { errors: { form: expect.any(String) } },
  });
  const sent = await send({});
  expect(sent.status).toBe(303);
  expect((await send({})).location).toBe(sent.location);
  expect((await send({ name: "Somebody Else" })).status).toBe(409);

  const id = sent.location?.match(/records\/([\w-]+)\?done=corrected/)?.[1] ?? "";
  const mine = (record: string) => ask(own, { cookie: ada, params: { record } });
  expect((await mine(first.recordId)).data).toMatchObject({
    hasEnded: true,
    person: { name: "Ada N. Okafor" },
    history: { replacedBy: { id, words: "She married." } },
  });
  expect((await mine(id)).data).toMatchObject({
    hasEnded: false,
    person: { name: "Ada N. Okafor-Lind" },
    history: { replaces: { id: first.recordId, words: "She married." } },
  });
  const later = await db.selectFrom("completion_record").select("code").where("id", "=", id).executeTakeFirstOrThrow();
  const { data } = await ask(verification, { params: { code: first.code } });
  expect(data).toMatchObject({ verified: { state: "replaced", name: null, endedAt: expect.any(String) } });
  expect(JSON.stringify(data)).not.toMatch(new RegExp(`${later.code}|Okafor|married`));
  expect((await ask(credential, { cookie: ada, params: { record: first.recordId } })).status).toBe(404);
});

test("a revocation is told to its owner with the reason, and to nobody else; its hours count no more", async () => {
  const params = { record: second.recordId };
  const send = (fields: Record<string, string | undefined>) =>
    ask(act, { cookie: admin, params, fields: { ...revocation, ...fields } });
  expect(await send({ reason: undefined })).toMatchObject({
    status: 422,
    data: { errors: { reason: expect.any(String) } },
  });
  expect(await send({ words: "" })).toMatchObject({ status: 422, data: { errors: { words: expect.any(String) } } });
  expect(await send({ certain: undefined })).toMatchObject({
    status: 422,
    data: { errors: { certain: expect.any(String) } },
  });
  for (const _ of ["once", "again"]) expect((await send({})).location).toContain("done=revoked");
  expect((await send({ reason: "holder-asked" })).status).toBe(409);

  expect((await ask(own, { cookie: bo, params })).data).toMatchObject({
    history: { revoked: { reason: "issued-in-error", words: "Taken by another." } },
  });
  const { data } = await ask(verification, { params: { code: second.code } });
  expect(data).toMatchObject({ verified: { state: "revoked", name: null } });
  expect(JSON.stringify(data)).not.toMatch(/issued-in-error|Taken by another|Bo Lind/);
  const request = new Request("http://localhost:3000/records/csv", { headers: { Cookie: bo } });
  const file = await (await csv({ request, params: {}, context: { address: "192.0.2.7" } })).text();
  expect(file).toContain("revoked, does not count");
  expect((await ask(credential, { cookie: bo, params })).status).toBe(404);
  expect((await ask(list, { cookie: admin, path: "/admin/records?state=revoked" })).data).toMatchObject({
    lines: [{ id: second.recordId, state: "revoked" }],
  });
  expect((await ask(one, { cookie: admin, params })).data).toMatchObject({
    canRevoke: false,
    canCorrect: true,
    isAnew: true,
  });
});

async function complete(name: string, printed: string) {
  const release = await publishSmall(db);
  const { id } = await personOf(name);
  const enrolled = await enrol(db, { personId: id, courseId: release.courseId, now: morning });
  if ("refused" in enrolled) throw new Error(enrolled.refused);
  const learner = { actor: { kind: "person" as const, id, roles: [] }, enrolment: enrolled.enrolment, release };
  return addHolder(db, { learner, name: printed });
}

function personOf(name: string) {
  return db.selectFrom("person").select("id").where("name", "=", name).executeTakeFirstOrThrow();
}

async function signIn(name: string, roles: Role[] = []): Promise<string> {
  const { email } = await addMember(db, name, roles);
  return askIn(enter, { fields: { email, password: goodPassword } });
}
