import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { loader as lessonPage } from "#app/routes/learn/lesson.tsx";
import { loader as outlinePage } from "#app/routes/learn/outline.tsx";
import { loader as resourcesPage } from "#app/routes/learn/resources.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning, publishSmall } from "../support/cast.ts";
import { smallRelease } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";

const params = { course: "course01", lesson: "lesson11" };
const without = { course: "course02", lesson: "lesson11" };
const cookies = { ada: "", cleo: "" };

beforeAll(async () => {
  const entry = (name: string, checked: string) => ({
    name: "resource",
    attributes: { name, by: "The Board", url: "https://board.example/", for: "anyone", checked },
  });
  const body = [entry("Fresh Line", "2999-01-01"), entry("Old Line", "2020-01-31")];
  const resources = { title: "Where to turn", reviewed: null, body, cites: [] };
  const release = await publishSmall(
    db,
    smallRelease((course) => ({ ...course, resources })),
  );
  const other = await publishSmall(
    db,
    smallRelease((course) => ({ ...course, id: "course02", ifAffected: null })),
  );
  const ada = await addMember(db, "Ada Okafor");
  for (const { courseId } of [release, other]) await enrol(db, { personId: ada.id, courseId, now: morning });
  const cleo = await addMember(db, "Cleo Marsh");
  for (const [name, { email }] of Object.entries({ ada, cleo })) {
    const fields = { email, password: goodPassword };
    Object.assign(cookies, { [name]: await askIn(enter, { path: "/sign-in", fields }) });
  }
});

test("an entry that is older than half a year says to check it again", async () => {
  const { status, data } = await ask(resourcesPage, { params, cookie: cookies.ada });
  const shown = JSON.stringify(data);
  expect(status).toBe(200);
  expect(shown).toContain("Last checked 1 January 2999.");
  expect(shown).toContain("Last checked on 31 January 2020: check it before you pass it on.");
});

test("the directory is its learners' own, and a course without one has no such page", async () => {
  expect((await ask(resourcesPage, { params })).status).toBe(303);
  expect((await ask(resourcesPage, { params, cookie: cookies.cleo })).status).toBe(404);
  expect((await ask(resourcesPage, { params: without, cookie: cookies.ada })).status).toBe(404);
});

test("the outline and the end of each lesson lead to it where there is one", async () => {
  for (const [where, hasResources] of [[params, true] as const, [without, false] as const]) {
    expect((await ask(outlinePage, { params: where, cookie: cookies.ada })).data).toMatchObject({
      outline: { hasResources },
    });
    expect((await ask(lessonPage, { params: where, cookie: cookies.ada })).data).toMatchObject({
      about: { hasResources },
    });
  }
});
