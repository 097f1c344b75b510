import { createHash } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { shortCourse } from "../support/short-course.ts";

/** A working copy of one course that compiles and one that does not; settings are read when the routes are. */
const folder = mkdtempSync(join(tmpdir(), "attune-courses-"));
const short = join(shortCourse(), "affirming-care");
cpSync(short, join(folder, "good"), { recursive: true });
cpSync(short, join(folder, "broken"), { recursive: true });
const broken = join(folder, "broken", "course.md");
writeFileSync(broken, readFileSync(broken, "utf8").replace(/^title:.*$/m, ""));
const picture = readFileSync("tests/fixtures/pictures/bees.png");
mkdirSync(join(folder, "good", "media"), { recursive: true });
writeFileSync(join(folder, "good", "media", "bees.png"), picture);
appendFileSync(
  join(folder, "good", firstModuleIn(join(folder, "good")), "module.md"),
  '\n{% figure file="bees.png" alt="Three bees" caption="Bees." credit="A. Beeline" /%}\n',
);
process.env.NODE_ENV = "development";
process.env.ATTUNE_COURSES = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { db } = await import("#db/db.server.ts");
const { action: enter } = await import("#app/routes/public/sign-in.tsx");
const { loader: coursesPage } = await import("#app/routes/author/courses.tsx");
const { loader: previewPage } = await import("#app/routes/author/preview.tsx");
const { loader: media } = await import("#app/routes/author/preview-media.ts");
const { loader: lessonPage, action: lessonAct } = await import("#app/routes/author/preview-lesson.tsx");

const ari = await signIn("Ari Castellan", ["author"]);
const bo = await signIn("Bo Lindqvist", []);
const [, courseId = ""] = /^id: (\w+)$/m.exec(readFileSync(join(folder, "good", "course.md"), "utf8")) ?? [];

test("in development the courses are checked as they stand, nothing published; for others they are not there", async () => {
  const { data } = await ask(coursesPage, { cookie: ari });
  expect(data).toMatchObject({
    mayPreview: true,
    checks: [
      { folder: "broken", faults: expect.arrayContaining([expect.objectContaining({ path: "course.md" })]) },
      { folder: "good", courseId, faults: [], releases: [] },
    ],
  });
  expect((await ask(coursesPage, { cookie: bo })).status).toBe(404);
});

test("the working copy is shown to authors as it stands, and for others it is not there", async () => {
  const at = { params: { course: courseId } };
  const { data } = await ask(previewPage, { ...at, cookie: ari });
  expect(data).toMatchObject({
    courseId,
    faults: [],
    modules: expect.arrayContaining([expect.objectContaining({ lessons: expect.any(Array) })]),
  });
  expect((await ask(previewPage, { ...at, cookie: bo })).status).toBe(404);
  expect((await ask(previewPage, { params: { course: "nowhere1" }, cookie: ari })).status).toBe(404);
});

test("a working copy with faults shows them", async () => {
  const { data } = await ask(previewPage, { params: { course: "broken" }, cookie: ari });
  expect(data).toMatchObject({ faults: expect.arrayContaining([expect.objectContaining({ path: "course.md" })]) });
});

test("a lesson of the working copy can be tried with its checks, locked or not, and nothing is kept", async () => {
  const preview = await ask(previewPage, { params: { course: courseId }, cookie: ari });
  const lesson = lastLessonIn(preview.data);
  const at = { params: { course: courseId, lesson }, cookie: ari };
  const before = await rowsIn();
  expect(JSON.stringify((await ask(lessonPage, at)).data)).not.toContain('"correct"');
  const answered = await ask(lessonAct, { ...at, fields: { intent: "check", check: "0", choice: "0" } });
  expect(answered).toMatchObject({ status: 200, data: { answered: { explained: expect.any(Array) } } });
  expect((await ask(lessonAct, { ...at, fields: { intent: "read", reading: "1" } })).status).toBe(422);
  expect((await ask(lessonAct, { ...at, cookie: bo, fields: { intent: "check", check: "0" } })).status).toBe(404);
  expect(await rowsIn()).toEqual(before);
});

test("a picture of the working copy is shown to authors, and for others it is not there", async () => {
  const hash = createHash("sha256").update(picture).digest("hex");
  const at = { params: { course: courseId, hash }, cookie: ari };
  const answer = await ask(media, at);
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "image/png"]);
  expect((await ask(media, { ...at, cookie: bo })).status).toBe(404);
  expect((await ask(media, { ...at, params: { course: courseId, hash: "0".repeat(64) } })).status).toBe(404);
  expect((await ask(media, { ...at, params: { course: "broken", hash } })).status).toBe(404);
});

function firstModuleIn(course: string): string {
  const [first = ""] = readdirSync(course)
    .filter((name) => /^\d/.test(name))
    .sort();
  return first;
}

async function signIn(name: string, roles: "author"[]): Promise<string> {
  const { email } = await addMember(db, name, roles);
  return askIn(enter, { fields: { email, password: goodPassword } });
}

function lastLessonIn(data: unknown): string {
  const [, id] = [...JSON.stringify(data).matchAll(/"id":"(\w{8})","title":"[^"]*","minutes"/g)].at(-1) ?? [];
  if (!id) throw new Error("The preview lists no lesson.");
  return id;
}

/** How many rows there are of what a learner leaves behind, and of releases. */
async function rowsIn(): Promise<number[]> {
  const tables = ["enrolment", "enrolment_place", "lesson_read", "attempt", "course_release", "course"] as const;
  return Promise.all(tables.map(async (table) => (await db.selectFrom(table).selectAll().execute()).length));
}
