import { expect } from "vitest";
import { listEnrolled } from "#app/domain/enrolment.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { progressIn } from "#app/domain/progress.ts";
import { recognise } from "#app/domain/sign-in.ts";
import { playDemo } from "#db/demo.ts";
import type { Db } from "#db/open.ts";
import { addPerson, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";

const asked = { now: morning, url: "http://localhost:3000" };
const password = "demo-practice-only-please";

async function demoDatabase(db: Db): Promise<void> {
  await db.updateTable("practice").set({ purpose: "demo" }).execute();
  await publishSmall(db);
}

async function standingOf(db: Db, email: string) {
  const { id } = await db.selectFrom("person").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  const [enrolled] = await listEnrolled(db, id);
  if (!enrolled) return "not enrolled";
  const evidence = await findEvidence(db, enrolled.enrolment.id);
  const { steps, record } = progressIn({ course: enrolled.release.course, evidence });
  return { ...steps, record: record !== null };
}

onBothDatabases(
  "the demo's cast stands where it is said to stand, and each signs in with the one password",
  async ({ db }) => {
    await demoDatabase(db);
    const lines = await playDemo(db, asked);
    expect(await standingOf(db, "therapist@practice.example")).toEqual({ done: 4, total: 6, record: false });
    expect(await standingOf(db, "therapist2@practice.example")).toEqual({ done: 6, total: 6, record: true });
    expect(await standingOf(db, "outsider@practice.example")).toBe("not enrolled");
    const names = ["therapist", "therapist2", "outsider", "supervisor", "supervisor2", "author", "auditor", "admin"];
    for (const name of names) {
      const email = `${name}@practice.example`;
      expect(lines.join("\n")).toContain(email);
      expect(await recognise(db, { email, password, ip: "192.0.2.1", now: morning })).toHaveProperty("personId");
    }
    expect(lines.join("\n")).toContain(password);
  },
);

onBothDatabases("playing the demo again changes nothing", async ({ db }) => {
  await demoDatabase(db);
  await playDemo(db, asked);
  const count = async () => (await db.selectFrom("audit_entry").select("id").execute()).length;
  const before = await count();
  await playDemo(db, asked);
  expect(await count()).toBe(before);
});

onBothDatabases(
  "a database that holds a person whom the demo did not make is refused, and left as it is",
  async ({ db }) => {
    await addPerson(db);
    await expect(playDemo(db, asked)).rejects.toThrow("holds people whom the demo did not make");
    expect(await db.selectFrom("person").select("name").execute()).toHaveLength(1);
  },
);

onBothDatabases(
  "without a course the demo has its people, and says that nobody has learned anything",
  async ({ db }) => {
    await db.updateTable("practice").set({ purpose: "demo" }).execute();
    expect((await playDemo(db, asked)).join("\n")).toContain("No course could be published");
    expect(await db.selectFrom("person").select("id").execute()).toHaveLength(8);
  },
);
