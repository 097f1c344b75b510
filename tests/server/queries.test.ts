import { expect, onTestFinished, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { newId } from "#app/platform/chance.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { type Learner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { type Engine, freshAddress, serverEngines } from "#tests/support/database.ts";
import { addMember, goodPassword } from "#tests/support/people.ts";
import { startServer } from "#tests/support/server.ts";
import { open, readLessons, sit } from "#tests/support/sitting.ts";
import { post, signIn, visit } from "../site/visit.ts";

/** Session, enrolment with place, what was done, release: the last only on a process that has not seen it. */
const most = 4;

test.each(
  serverEngines,
)("a lesson costs four queries on a fresh process, with 10 learners and with 10,000 (%s)", async (engine) => {
  const { server, db } = await serve(engine);
  const cookie = await signIn(server.url, (await addReader(db)).email, goodPassword);
  const lesson = "/learn/course01/lesson/lesson12";
  for (const learners of [10, 10_000]) {
    await fill(db, learners);
    await server.kill();
    await server.resume();
    const first = await visit(server.url, lesson, cookie);
    expect(first).toMatchObject({ status: 200, queries: most });
    expect(await visit(server.url, lesson, cookie)).toMatchObject({ status: 200, queries: most - 1 });
    const check = { intent: "check", check: "0", choice: "1" };
    expect(await post(server.url, lesson, check, cookie)).toMatchObject({ status: 200, queries: most - 1 });
    for (const page of ["/learn", "/learn/course01"]) {
      expect((await visit(server.url, page, cookie)).queries).toBeLessThanOrEqual(most + 2);
    }
  }
}, 120_000);

/** Session, enrolment with place; then in one transaction the attempt with its answers, the answer, the place. */
const saving = 5;

test("saving an answer by the script costs five statements and is answered in a line", async () => {
  const { server, db } = await serve("sqlite");
  const learner = await addReader(db);
  const cookie = await signIn(server.url, learner.email, goodPassword);
  const { id } = await open(db, learner, "quiz0001");
  const address = `/learn/course01/attempt/${id}/answer`;
  for (const version of ["1", "2"]) {
    const saved = await post(server.url, address, { intent: "save", item: "1", version, "choice-1": version }, cookie);
    expect(saved).toMatchObject({
      status: 200,
      body: expect.stringMatching(/^\{"saved":"Saved \d\d:\d\d","version":\d\}$/),
    });
    expect(saved.queries).toBeLessThanOrEqual(version === "1" ? saving + 1 : saving);
  }
});

test("a page that has not changed is answered without its text, and one that has with it", async () => {
  const { server, db } = await serve("sqlite");
  const learner = await addReader(db);
  const cookie = await signIn(server.url, learner.email, goodPassword);
  for (const [at, page] of ["/learn", "/learn/course01", "/learn/course01/lesson/lesson12"].entries()) {
    const first = await visit(server.url, page, cookie);
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    const held = { headers: { "If-None-Match": first.headers.get("etag") ?? "" } };
    expect(await visit(server.url, page, cookie, held)).toMatchObject({ status: 304, bytes: 0 });
    await readLessons(db, learner, ["lesson12"], later({ minutes: 60 * 24 * (at + 1) }));
    expect((await visit(server.url, page, cookie, held)).status).toBe(200);
  }
  const lesson = "/learn/course01/lesson/lesson12";
  const { headers } = await visit(server.url, lesson, cookie);
  const asIfHeld = { method: "POST", headers: { "If-None-Match": headers.get("etag") ?? "" } };
  const sent = (body: string) => visit(server.url, lesson, cookie, { ...asIfHeld, body });
  expect((await sent("intent=check&check=0&choice=1")).status).toBe(200);
  expect((await sent("intent=check&nothing-of-ours=1")).status).toBe(422);
});

async function serve(engine: Engine) {
  const { url: databaseUrl, remove } = await freshAddress(engine, "empty");
  const server = await startServer({ databaseUrl, env: { ATTUNE_COUNT_QUERIES: "1" } });
  const { db, close } = openDatabase(databaseUrl);
  onTestFinished(async () => {
    await close();
    await server.stop();
    await remove();
  });
  return { server, db };
}

/** Somebody who can sign in and has done a little of everything in the small course. */
async function addReader(db: Db): Promise<Learner & { email: string }> {
  const release = await publishSmall(db);
  const actor = await addMember(db);
  const enrolled = await enrol(db, { personId: actor.id, courseId: release.courseId, now: morning });
  if ("refused" in enrolled) throw new Error(`Not enrolled: ${enrolled.refused}.`);
  const learner = { actor, enrolment: enrolled.enrolment, release, email: actor.email };
  await readLessons(db, learner, ["lesson11"]);
  await sit(db, learner, "quiz0001", "wrong");
  return learner;
}

/** Others in the same course, each with a lesson read, until there are so many. */
async function fill(db: Db, learners: number): Promise<void> {
  const { id: release_id, courseId: course_id } = await publishSmall(db);
  const { count } = await db
    .selectFrom("enrolment")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const at = morning.toISOString();
  const people = Array.from({ length: learners - Number(count) }, () => ({ person: newId(), enrolment: newId() }));
  for (let from = 0; from < people.length; from += 500) {
    const some = people.slice(from, from + 500);
    const nobody = { email: null, name: "Bo Lind", zone: null, created_at: at, suspended_at: null, left_at: null };
    const persons = some.map(({ person }) => ({ id: person, ...nobody, erased_at: null, alias_of: null, version: 1 }));
    await db.insertInto("person").values(persons).execute();
    const places = some.map(({ person, enrolment }) => ({ id: enrolment, person_id: person, course_id, release_id }));
    await db
      .insertInto("enrolment")
      .values(places.map((place) => ({ ...place, cycle: 1, enrolled_at: at, left_at: null })))
      .execute();
    const reads = some.map(({ enrolment }) => ({ id: newId(), enrolment_id: enrolment, lesson_id: "lesson11" }));
    await db
      .insertInto("lesson_read")
      .values(reads.map((read) => ({ ...read, ordinal: 1, release_id, read_at: at })))
      .execute();
  }
}
