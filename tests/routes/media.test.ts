import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { compileCourse } from "#app/content/compile.ts";
import { hashSources } from "#app/content/hash.ts";
import { presentFormat } from "#app/domain/course.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { publishRelease } from "#app/domain/release.ts";
import { loader as lessonPage } from "#app/routes/learn/lesson.tsx";
import { loader as media } from "#app/routes/learn/media.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { bees, beesAnd, lesson } from "../content/bees.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";

const course = "beecours";
const open = readFileSync("tests/fixtures/pictures/bees.jpg");
const locked = readFileSync("tests/fixtures/pictures/bees.webp");
let ada: string;
let cleo: string;

/** A picture in the first lesson, and another in a module that needs the first. */
beforeAll(async () => {
  const figure = (file: string) => `{% figure file="${file}" alt="Bees" caption="Bees." credit="A. Beeline" /%}`;
  const sources = {
    ...beesAnd("02-the-year/01-spring.md", figure("late.webp"), beesAnd(lesson, figure("early.jpg"), bees())),
    "media/early.jpg": open,
    "media/late.webp": locked,
  };
  const compiled = compileCourse(sources);
  if ("faults" in compiled) throw new Error(JSON.stringify(compiled.faults));
  await publishRelease(db, {
    compiled: { format: presentFormat, course: compiled.course },
    sources,
    hash: hashSources(sources),
    publishedBy: "start",
    now: morning,
  });
  const { id: personId, email } = await addMember(db, "Ada Okafor");
  await enrol(db, { personId, courseId: course, now: morning });
  ada = await askIn(enter, { fields: { email, password: goodPassword } });
  const other = await addMember(db, "Cleo Marsh");
  cleo = await askIn(enter, { fields: { email: other.email, password: goodPassword } });
});

test("a lesson names its picture by hash, and the picture is there with its kind, to be kept by the browser alone", async () => {
  const { data } = await ask(lessonPage, { params: { course, lesson: "beeles01" }, cookie: ada });
  expect(JSON.stringify(data)).toContain(`{"fill":"media","media":"${hashOf(open)}"}`);
  expect(JSON.stringify(data)).not.toMatch(/early|"sources/);
  for (const _ of ["from the database", "from memory"]) {
    const answer = await media(asking(hashOf(open), ada));
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(open)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "cache-control": "private, max-age=31536000, immutable",
    });
  }
});

test("a browser that asks again for a picture it holds is told so", async () => {
  const asked = asking(hashOf(open), ada);
  asked.request.headers.set("If-None-Match", `"${hashOf(open)}"`);
  expect(await media(asked)).toMatchObject({ status: 304, body: null });
});

test("a locked lesson's picture, another course's, an unknown one and anybody else's are the same 404", async () => {
  for (const [hash, cookie, at] of [
    [hashOf(locked), ada, course],
    [hashOf(Buffer.from("other")), ada, course],
    ["", ada, course],
    ["..%2fcourse.md", ada, course],
    [hashOf(open), ada, "nowhere1"],
    [hashOf(open), cleo, course],
  ] as const) {
    const answer = await refused(asking(hash, cookie, at));
    expect([hash, answer.status, await answer.text()]).toEqual([hash, 404, "Not found"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
});

test("signed out, a picture's address leads to signing in", async () => {
  expect(await ask(media, { params: { course, hash: hashOf(open) } })).toMatchObject({ status: 303 });
});

function asking(hash: string, cookie: string, at: string = course) {
  const request = new Request(`http://localhost:3000/learn/${at}/media/x`, { headers: { Cookie: cookie } });
  return { request, params: { course: at, hash }, context: { address: "192.0.2.7" } };
}

async function refused(asked: ReturnType<typeof asking>): Promise<Response> {
  try {
    return await media(asked);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
