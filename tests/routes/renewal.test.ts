import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { addMonths } from "#app/domain/calendar.ts";
import { enrol, findEnrolled } from "#app/domain/enrolment.ts";
import { lifetimeInWords } from "#app/messages/renewal.ts";
import { loader as earlier } from "#app/routes/learn/earlier-cycle.tsx";
import { loader as learning } from "#app/routes/learn/learning.tsx";
import { action as act, loader as outline } from "#app/routes/learn/outline.tsx";
import { loader as record } from "#app/routes/learn/record.tsx";
import { loader as records } from "#app/routes/learn/records.tsx";
import { loader as csv } from "#app/routes/learn/records-csv.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { loader as verify } from "#app/routes/public/verification.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { publishSmall } from "../support/cast.ts";
import { smallRelease } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { complete } from "../support/sitting.ts";

const course = "course01";
const today = new Date().toISOString().slice(0, 10);
/** Valid for a year, to be renewed in its last two months. */
const renewal = { every: 12, from: "completion", window: 2, minGap: 0 } as const;
const cookies: Record<string, string> = {};
const held: Record<string, { id: string; code: string }> = {};

beforeAll(async () => {
  const release = await publishSmall(
    db,
    smallRelease((course) => ({ ...course, renewal })),
  );
  // In the order of time, as the evidence log wants it.
  for (const [name, monthsAgo] of [
    ["Exa", 14],
    ["Dua", 11],
    ["Val", 1],
  ] as const) {
    const actor = await addMember(db, name);
    const at = new Date(`${addMonths(today, -monthsAgo)}T09:00:00.000Z`);
    const enrolled = await enrol(db, { personId: actor.id, courseId: course, now: at });
    if ("refused" in enrolled) throw new Error("Not enrolled.");
    const id = await complete(db, { actor, release, enrolment: enrolled.enrolment }, at);
    held[name] = await db
      .selectFrom("completion_record")
      .select(["id", "code"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    cookies[name] = await askIn(enter, { fields: { email: actor.email, password: goodPassword } });
  }
});

const renewBy = (name: string) => ask(act, { cookie: cookies[name], params: { course }, fields: { intent: "renew" } });
const recordOf = (name: string) => held[name]?.id ?? "";

test.each([
  ["Exa", "expired"],
  ["Dua", "due"],
  ["Val", "valid"],
])("the record of %s is %s on every page that shows it", async (name, state) => {
  const cookie = cookies[name] ?? "";
  const lifetime = { state, expiresOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) };
  expect((await ask(outline, { cookie, params: { course } })).data).toMatchObject({ lifetime, cycle: 1 });
  expect((await ask(learning, { cookie })).data).toMatchObject({ records: [{ id: recordOf(name), lifetime }] });
  expect((await ask(record, { cookie, params: { record: recordOf(name) } })).data).toMatchObject({
    lifetime,
    renewed: "not",
  });
  expect((await ask(records, { cookie })).data).toMatchObject({ years: [{ records: [{ lifetime }] }] });
  expect((await ask(verify, { params: { code: held[name]?.code ?? "" } })).data).toMatchObject({
    verified: { state: state === "expired" ? "expired" : "valid", lifetime },
  });
  const request = new Request("http://localhost:3000/records/csv", { headers: { Cookie: cookie } });
  const file = await csv({ request, params: {}, context: { address: "192.0.2.7" } });
  expect(await file.text()).toContain(state === "expired" ? ",expired" : ",valid");
});

test("before its window a renewal is refused with the day from which it opens", async () => {
  const { status, data } = await renewBy("Val");
  expect({ status, data }).toMatchObject({
    status: 409,
    data: { errors: { form: expect.stringMatching(/^Renewal opens on \d{1,2} \w+ \d{4}, and not before\.$/) } },
  });
});

test("a double click opens one cycle, and the course begins anew", async () => {
  const answers = await Promise.all([renewBy("Dua"), renewBy("Dua")]);
  for (const answer of answers) expect(answer).toMatchObject({ status: 303, location: `/learn/${course}` });
  const cookie = cookies.Dua ?? "";
  const { data } = await ask(outline, { cookie, params: { course } });
  expect(data).toMatchObject({ cycle: 2, lifetime: null, outline: { steps: { done: 0 }, record: null } });
  expect((await ask(record, { cookie, params: { record: recordOf("Dua") } })).data).toMatchObject({
    renewed: "under-way",
  });
  expect((await ask(records, { cookie })).data).toMatchObject({ years: [{ records: [{ renewed: "under-way" }] }] });
});

test("what was done in the earlier cycle stays readable to its learner and to nobody else", async () => {
  const asked = { params: { course, cycle: "1" } };
  expect((await ask(earlier, { cookie: cookies.Dua ?? "", ...asked })).data).toMatchObject({
    earlier: {
      version: "1.0.0",
      record: { id: recordOf("Dua") },
      lessons: Array.from({ length: 4 }, () => ({ readAt: expect.any(String) })),
      attempts: Array.from({ length: 2 }, () => ({ passed: true, score: { top: 1, bottom: 1 } })),
    },
  });
  for (const cycle of ["2", "3", "0", "x", "1e0", "99999"]) {
    expect((await ask(earlier, { cookie: cookies.Dua ?? "", params: { course, cycle } })).status).toBe(404);
  }
  expect((await ask(earlier, { cookie: cookies.Exa ?? "", ...asked })).status).toBe(404);
});

test("who was never in a course renews nothing there", async () => {
  const asked = { cookie: cookies.Dua ?? "", params: { course: "nowhere0" }, fields: { intent: "renew" } };
  expect((await ask(act, asked)).status).toBe(404);
});

test("a record that was renewed says so, and not that it can be renewed now", async () => {
  const cookie = cookies.Dua ?? "";
  const { personId, enrolment, release } = await enrolledAs(cookie);
  await complete(db, { actor: { kind: "person", id: personId, roles: [] }, enrolment, release }, new Date());
  expect((await ask(record, { cookie, params: { record: recordOf("Dua") } })).data).toMatchObject({ renewed: "done" });
  const { data } = await ask(records, { cookie });
  const all = transcriptIn.parse(data).years.flatMap(({ records }) => records);
  expect(
    Object.fromEntries(all.map(({ id, renewed }) => [id === recordOf("Dua") ? "first" : "second", renewed])),
  ).toEqual({
    first: "done",
    second: "not",
  });
  expect(lifetimeInWords({ state: "due", expiresOn: today, renewFrom: today }, "done")).not.toContain("renewed now");
});

const transcriptIn = z.object({
  years: z.array(z.object({ records: z.array(z.object({ id: z.string(), renewed: z.string() })) })),
});

async function enrolledAs(cookie: string) {
  const { person_id: personId } = await db
    .selectFrom("completion_record")
    .select("person_id")
    .where("id", "=", recordOf(Object.keys(cookies).find((name) => cookies[name] === cookie) ?? ""))
    .executeTakeFirstOrThrow();
  const enrolled = await findEnrolled(db, { personId, courseId: course });
  if (!enrolled) throw new Error("Not enrolled.");
  return { personId, ...enrolled };
}
