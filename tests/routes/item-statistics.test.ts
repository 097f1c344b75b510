import { beforeAll, expect, test } from "vitest";
import type { Course } from "#app/domain/course.ts";
import { loader as page } from "#app/routes/author/statistics.tsx";
import { loader as csv } from "#app/routes/author/statistics-csv.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addLearner, publishSmall } from "../support/cast.ts";
import { smallRelease } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { sit } from "../support/sitting.ts";

const params = { course: "course01" };
const toPage = "/author/statistics/course01";
const file = { path: `${toPage}/csv`, params };
let author: string;
let admin: string;
let others: string[];
let first: string;

/** Ten learners have sat the first quiz of the first release; a second release has none. */
beforeAll(async () => {
  const release = await publishSmall(db, smallRelease(singlesOnly));
  first = release.id;
  for (let at = 0; at < 10; at++) {
    await sit(db, await addLearner(db, { release }), "quiz0001", at < 3 ? "wrong" : "right");
  }
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, version: "1.1.0" })),
  );
  author = await signIn("Ari Castellan", ["author"]);
  admin = await signIn("Morgan Reyes", ["administrator"]);
  others = [
    await signIn("Ada Okafor", []),
    await signIn("Sunita Rao", ["supervisor"]),
    await signIn("Amara Diallo", ["auditor"]),
  ];
});

test("authors and administrators see figures, and for everybody else the address is not there", async () => {
  for (const part of [page, csv]) {
    for (const cookie of [author, admin]) expect((await ask(part, { params, cookie })).status).toBe(200);
    expect(await ask(part, { params })).toMatchObject({ status: 303, location: expect.stringMatching(/^\/sign-in/) });
  }
  for (const cookie of others) {
    expect((await ask(page, { params, cookie })).status).toBe(404);
    expect(await ask(csv, { ...file, cookie })).toMatchObject({ status: 303, location: toPage });
  }
});

test("the newest release stands first, and another is named in the address", async () => {
  expect((await ask(page, { params, cookie: author })).data).toMatchObject({
    release: { version: "1.1.0" },
    releases: [{ version: "1.1.0" }, { version: "1.0.0" }],
    items: [],
    notYet: expect.arrayContaining([expect.objectContaining({ attempts: 0 })]),
  });
  const older = await ask(page, { path: `/?release=${first}`, params, cookie: author });
  expect(older.data).toMatchObject({
    release: { version: "1.0.0" },
    items: [
      { attempts: 10, facility: 0.7, discrimination: 1, isEarly: true },
      { attempts: 10, facility: 0.7 },
      { attempts: 10, facility: 0.7 },
    ],
  });
  expect(JSON.stringify(older.data)).not.toMatch(/NaN|null,"choices":\[\]/);
});

test.each(["", "none", "../x", "a b", "x".repeat(65)])("a release %j is not there", async (release) => {
  const search = `?release=${encodeURIComponent(release)}`;
  expect((await ask(page, { path: `/${search}`, params, cookie: author })).status).toBe(404);
  expect([303, 404]).toContain((await ask(csv, { path: `${file.path}${search}`, params, cookie: author })).status);
});

test("a course that is not there has no statistics", async () => {
  const nowhere = { course: "nowhere1" };
  expect((await ask(page, { params: nowhere, cookie: author })).status).toBe(404);
  expect(await ask(csv, { path: file.path, params: nowhere, cookie: author })).toMatchObject({
    status: 303,
    location: toPage,
  });
});

test("the file holds the figures of the page, safe for a spreadsheet, under a name that says no topic", async () => {
  const request = new Request(`http://localhost:3000/?release=${first}`, { headers: { Cookie: author } });
  const answer = await csv({ request, params, context: { address: "192.0.2.7" } });
  expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="item-statistics-1.0.0.csv"');
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const lines = (await answer.text()).split("\r\n");
  expect(lines[0]).toBe(
    "version,quiz,item,module,objective,question,first attempts,facility,discrimination,choices,right,advice",
  );
  const figures = lines.filter((line) => line.includes(",10,0.700,1.000,"));
  expect(figures).toHaveLength(3);
  expect(figures[0]).toContain(`"'=cmd, said ""who"""`);
  expect(lines.filter((line) => line.endsWith(",Not yet"))).toHaveLength(3);
});

function singlesOnly(course: Course): Course {
  const modules = course.modules.map((module) => {
    const items = module.quiz?.items.filter(({ kind }) => kind === "single") ?? [];
    const stem = [`=cmd, said "who"`];
    return { ...module, quiz: module.quiz && { ...module.quiz, items: items.map((item) => ({ ...item, stem })) } };
  });
  return { ...course, modules };
}

async function signIn(name: string, roles: ("author" | "administrator" | "supervisor" | "auditor")[]): Promise<string> {
  const { email } = await addMember(db, name, roles);
  return askIn(enter, { fields: { email, password: goodPassword } });
}
