import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { loader as staff } from "#app/routes/author/syllabus.tsx";
import { loader as own } from "#app/routes/learn/syllabus.tsx";
import { loader as ownFile } from "#app/routes/learn/syllabus-file.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { loader as verified } from "#app/routes/public/verified-syllabus.tsx";
import { loader as verifiedFile } from "#app/routes/public/verified-syllabus-file.ts";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { publishSmall } from "../support/cast.ts";
import { smallRelease } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { complete } from "../support/sitting.ts";

const cookies: Record<string, string> = {};
let record: string;
let code: string;
let neutral: string;

beforeAll(async () => {
  const release = await publishSmall(db);
  const signIn = (email: string) => askIn(enter, { fields: { email, password: goodPassword } });
  const finish = async (name: string) => {
    const actor = await addMember(db, name);
    const enrolled = await enrol(db, { personId: actor.id, courseId: release.courseId, now: new Date() });
    if ("refused" in enrolled) throw new Error("Not enrolled.");
    const id = await complete(db, { actor, release, enrolment: enrolled.enrolment }, new Date());
    cookies[name] = await signIn(actor.email);
    return db.selectFrom("completion_record").select(["id", "code"]).where("id", "=", id).executeTakeFirstOrThrow();
  };
  ({ id: record, code } = await finish("Ada"));
  await db.updateTable("certificate_setting").set({ title: "neutral" }).execute();
  ({ code: neutral } = await finish("Dee"));
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, version: "1.1.0", versionNotes: "More of it." })),
  );
  for (const [name, role] of [
    ["Noor", "author"],
    ["Ines", "auditor"],
  ] as const) {
    cookies[name] = await signIn((await addMember(db, name, [role])).email);
  }
});

test("the holder reads the syllabus of their release, and what has changed since", async () => {
  const { data } = await ask(own, { cookie: cookies.Ada ?? "", params: { record } });
  expect(data).toMatchObject({
    read: {
      version: "1.0.0",
      isIntact: true,
      changes: { to: "1.1.0", notes: [{ version: "1.1.0", text: "More of it." }] },
    },
  });
  expect((await ask(own, { cookie: cookies.Dee ?? "", params: { record } })).status).toBe(404);
  expect((await ask(ownFile, { cookie: cookies.Dee ?? "", params: { record } })).status).toBe(404);
});

test("whoever verifies reads the same without a name, and gets the same bytes", async () => {
  const found = await ask(verified, { params: { code: code.toLowerCase() } });
  expect(found).toMatchObject({ status: 200, data: { read: { version: "1.0.0" }, code } });
  expect(JSON.stringify(found.data)).not.toContain("Okafor");
  const file = await verifiedFile({
    request: new Request("http://localhost:3000/"),
    params: { code },
    context: { address: "192.0.2.7" },
  });
  expect(file.headers.get("Content-Disposition")).toBe('attachment; filename="syllabus.txt"');
  const bytes = Buffer.from(await file.arrayBuffer());
  const { entry } = await db
    .selectFrom("completion_record")
    .select("entry")
    .where("id", "=", record)
    .executeTakeFirstOrThrow();
  expect(createHash("sha256").update(bytes).digest("base64url")).toBe(JSON.parse(entry).syllabus);
});

test("under a neutral title the public page tells no course", async () => {
  const found = await ask(verified, { params: { code: neutral } });
  expect(found).toMatchObject({ status: 200, data: { read: null, code: neutral } });
  expect((await ask(verifiedFile, { params: { code: neutral } })).status).toBe(404);
});

test("an unknown number and one that is none get the same, and too many of them are put off", async () => {
  const address = "198.51.100.7";
  const wrong = ["0".repeat(26), "x", "é".repeat(90)];
  for (const code of wrong) {
    expect(await ask(verified, { params: { code }, address })).toMatchObject({ status: 404, data: { code: null } });
  }
  const statuses = [];
  for (let at = 0; at < 130; at++) {
    statuses.push((await ask(verified, { params: { code: `Z${at}`.padEnd(26, "0") }, address })).status);
  }
  expect(statuses.at(-1)).toBe(429);
  expect((await ask(verifiedFile, { params: { code }, address })).status).toBe(429);
});

test("staff read the syllabus of every release, and learners do not", async () => {
  const params = { course: "course01" };
  for (const name of ["Noor", "Ines"]) {
    expect((await ask(staff, { cookie: cookies[name] ?? "", params })).data).toMatchObject({
      read: { version: "1.1.0", changes: null, releases: [{ version: "1.1.0" }, { version: "1.0.0" }] },
    });
  }
  expect((await ask(staff, { cookie: cookies.Ada ?? "", params })).status).toBe(404);
  expect((await ask(staff, { cookie: cookies.Noor ?? "", params: { course: "nowhere0" } })).status).toBe(404);
  const path = "/author/syllabi/course01?release=none";
  expect((await ask(staff, { cookie: cookies.Noor ?? "", params, path })).status).toBe(404);
});
