import { expect, onTestFinished, test } from "vitest";
import type { Release } from "#app/domain/course.ts";
import type { Exchange } from "#tests/site/reader.ts";
import { answerKeyOf, Student, standingIn } from "#tests/site/student.ts";
import { courseFolder, withOtherKeys, withOtherOutcomes } from "#tests/support/course-folder.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { startServer } from "#tests/support/server.ts";
import { withEveryKind } from "#tests/support/short-course.ts";

const clock = "2026-03-02T09:00:00.000Z";

/** A server on a course, and somebody in it who is not signed in yet. */
async function makeSitting(change: (text: string, path: string) => string) {
  const server = await startServer({ seed: "5eed", clock, env: { ATTUNE_COURSES: courseFolder(change) } });
  onTestFinished(async () => void (await server.stop()));
  return { server, release: await furnish(server, ["ada@practice.example"], new Date(clock)) };
}

/** Reads the first module, opens its quiz, answers all of it, and looks at everything on the way; submits nothing. */
async function sitUntilSubmission(student: Student, courseId: string): Promise<void> {
  await student.signIn("ada@practice.example", password);
  await student.open(`/learn/${courseId}`);
  await student.join(courseId);
  let attempt = "";
  for (;;) {
    await student.open("/learn");
    const [next] = student.links(/^\/learn\/[^/]+\/(lesson|quiz|attempt)\//);
    if (next) await student.open(next.replace(/#.*/, ""));
    const fact = await student.step();
    if (fact?.kind === "saved") attempt = fact.attempt;
    if (attempt !== "" && (await isAnswered(student, attempt))) break;
  }
  for (const address of [
    `${attempt}/review`,
    `/learn/${courseId}`,
    `/learn/${courseId}/glossary`,
    "/search",
    "/records",
  ]) {
    await student.open(address);
  }
}

async function isAnswered(student: Student, attempt: string): Promise<boolean> {
  await student.open(attempt);
  const items = student.page.querySelectorAll("section[data-item]");
  return items.every((item) => standingIn(item).length > 0);
}

/** An exchange without what is random or of the moment: ids, form keys, cookies, validators, lengths of none of them. */
function masked({ method, address, status, headers, body }: Exchange): string {
  const kept = headers.filter(([name]) => !["date", "set-cookie", "etag", "content-length"].includes(name));
  return [method, address, status, JSON.stringify(kept), body]
    .join("\n")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID")
    .replace(/localhost:\d+/g, "HOST")
    .replace(/(name="key" value=")[\w-]+/g, "$1KEY");
}

test("releases that differ only in keys and rationales answer the same bytes until submission", async () => {
  const plain = await makeSitting(withEveryKind);
  const turned = await makeSitting((text) => withOtherKeys(withEveryKind(text)));
  const key = answerKeyOf(plain.release.course);
  expect(answerKeyOf(turned.release.course)).not.toEqual(key);
  expect(turned.release.hash).not.toBe(plain.release.hash);

  const one = new Student(plain.server.url, key);
  const other = new Student(turned.server.url, key);
  await sitUntilSubmission(one, plain.release.courseId);
  await sitUntilSubmission(other, turned.release.courseId);

  expect(one.exchanges.length).toBeGreaterThan(30);
  const bodies = one.exchanges.map(({ body }) => body).join("");
  for (const kind of ['type="radio"', 'type="checkbox"', "rows-words", "rows-numbers"]) {
    expect(bodies.match(new RegExp(`<fieldset class="choices[^]*?${kind}`)) ?? [], kind).not.toHaveLength(0);
  }
  expect(other.exchanges.map(masked)).toEqual(one.exchanges.map(masked));

  // Once submitted the two differ: the comparison can tell.
  for (const student of [one, other]) expect((await student.step())?.kind).toBe("submitted");
  expect(other.text()).not.toBe(one.text());
}, 120_000);

/** Looks at everything that there is before the first choice in a vignette: the lesson that holds it, and all around. */
async function lookBeforeChoosing(student: Student, { courseId, course }: Release): Promise<void> {
  await student.signIn("ada@practice.example", password);
  await student.join(courseId);
  const [module] = course.modules;
  const lessons = module?.lessons.map(({ id }) => `/learn/${courseId}/lesson/${id}`) ?? [];
  const around = ["/learn", `/learn/${courseId}`, `/learn/${courseId}/completion`, `/learn/${courseId}/glossary`];
  for (const address of [...lessons, vignetteOf(courseId, course), ...around, "/search"]) await student.open(address);
  // Neither sending no choice nor a way that the case does not have brings anything more.
  await student.open(vignetteOf(courseId, course));
  await student.submit("intent=choose", {}, 422);
  await student.submit("intent=choose", { path: "99-1", choice: "0" }, 422);
  await student.submit("intent=choose", { intent: "show", path: "7" }, 422);
}

function vignetteOf(courseId: string, { modules }: Release["course"]): string {
  const vignettes = modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes));
  return `/learn/${courseId}/vignette/${vignettes[0]?.id}`;
}

function casesOf({ vignettes }: Release["course"]["modules"][number]["lessons"][number]) {
  return vignettes;
}

const otherwise = (text: string, path: string) => (/vignette-[^/]+$/.test(path) ? withOtherOutcomes(text) : text);

test("releases that differ only behind the choices of a vignette answer the same bytes until one is made", async () => {
  const students = [];
  for (const change of [(text: string) => text, otherwise]) {
    const { server, release } = await makeSitting(change);
    const student = new Student(server.url, {});
    await lookBeforeChoosing(student, release);
    students.push({ student, release });
  }
  const [plain, other] = students;
  expect(other?.release.hash).not.toBe(plain?.release.hash);
  const scenes = students.map(({ release }) => JSON.stringify(release.course.modules[0]?.lessons.map(casesOf)));
  expect(scenes[1]).not.toBe(scenes[0]);
  expect(plain?.student.exchanges.length).toBeGreaterThan(10);
  expect(other?.student.exchanges.map(masked)).toEqual(plain?.student.exchanges.map(masked));

  // And a choice, or asking for the text, tells the two apart: the comparison can tell.
  for (const [intent, fields] of [
    ["intent=choose", { choice: "0", path: "" }],
    ["intent=text", {}],
  ] as const) {
    for (const { student, release } of students) {
      await student.open(vignetteOf(release.courseId, release.course));
      await student.submit(intent, fields);
    }
    expect(other?.student.text()).not.toBe(plain?.student.text());
  }
}, 120_000);
