import { beforeAll, expect, test } from "vitest";
import { handle, loader } from "#app/routes/public/course.tsx";
import { db } from "#db/db.server.ts";
import { ask } from "../support/ask.ts";
import { publishSmall } from "../support/cast.ts";
import { smallRelease, wordOf } from "../support/course.ts";

beforeAll(async () => void (await publishSmall(db, smallRelease())));

test("anyone with its address may read what a course is, and nothing of its lessons, items or keys", async () => {
  const { status, data } = await ask(loader, { params: { course: "course01" } });
  const shown = JSON.stringify(data);
  expect(status).toBe(200);
  expect(shown).toContain("Listening Well");
  expect(shown).toContain("hearing, part O1");
  expect(shown).not.toMatch(new RegExp(`${wordOf("lesson11")}|Because of|Choice a|What does`));
  expect(handle.title).toBe("Course information");
});

test("of a course that is not there it says nothing", async () => {
  for (const course of ["nowhere1", "lesson11", "' or 1=1"]) {
    expect((await ask(loader, { params: { course } })).status).toBe(404);
  }
});
