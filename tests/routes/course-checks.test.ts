import { expect, test } from "vitest";
import { recordCourseCheck } from "#app/domain/course-check.ts";
import { loader as coursesPage } from "#app/routes/author/courses.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning, publishSmall } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";

const ari = await signIn("Ari Castellan", ["author"]);
const bo = await signIn("Bo Lindqvist", []);

test("course checks are read by authors, with their faults and releases; for others they are not there", async () => {
  const { id, hash } = await publishSmall(db);
  const fault = {
    path: "course.md",
    line: 3,
    column: 1,
    id: "frontmatter-missing-key",
    message: "has no title",
    mend: "add the key",
  };
  await recordCourseCheck(db, { folder: "listening", courseId: "course01", hash: "b2", faults: [fault], now: morning });
  expect((await ask(coursesPage, { cookie: ari })).data).toMatchObject({
    mayPreview: false,
    checks: [
      { folder: "listening", title: "Listening Well", faults: [fault], releases: [{ id, hash, publishedBy: "start" }] },
    ],
  });
  expect((await ask(coursesPage, { cookie: bo })).status).toBe(404);
});

async function signIn(name: string, roles: "author"[]): Promise<string> {
  const { email } = await addMember(db, name, roles);
  return askIn(enter, { fields: { email, password: goodPassword } });
}
