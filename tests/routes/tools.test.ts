import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { loader as lessonPage } from "#app/routes/learn/lesson.tsx";
import { handle, loader as toolPage } from "#app/routes/learn/tool.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning, publishSmall } from "../support/cast.ts";
import { smallRelease, smallTool, withTool } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";

const params = { course: "course01", lesson: "lesson11", tool: "tool0001" };
/** One practice for the whole file: Ada learns, Cleo does not. */
const cookies = { ada: "", cleo: "" };

beforeAll(async () => {
  const withTools = (course: Parameters<ReturnType<typeof withTool>>[0]) =>
    withTool("lesson21", smallTool("tool0002"))(withTool("lesson11", smallTool("tool0001"))(course));
  const release = await publishSmall(db, smallRelease(withTools));
  const ada = await addMember(db, "Ada Okafor");
  await enrol(db, { personId: ada.id, courseId: release.courseId, now: morning });
  const cleo = await addMember(db, "Cleo Marsh");
  for (const [name, { email }] of Object.entries({ ada, cleo })) {
    const fields = { email, password: goodPassword };
    Object.assign(cookies, { [name]: await askIn(enter, { path: "/sign-in", fields }) });
  }
});

test("a lesson shows what a tool is and not its sheet", async () => {
  const shown = JSON.stringify((await ask(lessonPage, { params, cookie: cookies.ada })).data);
  expect(shown).toContain("After a pause");
  expect(shown).not.toContain("What was said");
});

test("a sheet has its fields without names, its sources, and a title that tells nothing", async () => {
  const { status, data } = await ask(toolPage, { params, cookie: cookies.ada });
  const shown = JSON.stringify(data);
  expect(status).toBe(200);
  expect(shown).toMatch(/<textarea id=\\"[^>]*rows=\\"3\\"/);
  expect(shown).toContain('type=\\"checkbox\\"');
  expect(shown).toContain("On pauses");
  expect(shown).not.toMatch(/<form| name=/);
  expect(handle.title).toBe("Practice tool");
});

test("signed out a sheet leads to signing in; in another's course, a locked module or under another id it is not there", async () => {
  expect((await ask(toolPage, { params })).status).toBe(303);
  expect((await ask(toolPage, { params, cookie: cookies.cleo })).status).toBe(404);
  for (const tool of ["tool0002", "nowhere1", "lesson11", "' or 1=1"]) {
    expect((await ask(toolPage, { params: { ...params, tool }, cookie: cookies.ada })).status).toBe(404);
  }
});
