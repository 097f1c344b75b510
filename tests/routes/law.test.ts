import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { action as account, loader as accountPage } from "#app/routes/account/account.tsx";
import { loader as lessonPage } from "#app/routes/learn/lesson.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning, publishSmall } from "../support/cast.ts";
import { smallRelease } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";

const params = { course: "course01", lesson: "lesson11" };
let cookie = "";
let personId = "";

beforeAll(async () => {
  const law = (place: string, model?: string) => ({
    name: "jurisdiction",
    attributes: { in: place, asOf: "2024", ...(model ? { model } : {}) },
    children: [{ name: "p", children: [`The law of ${place}.`] }],
  });
  const nodes = [law("Aland", "criminalisation"), law("Beland", "nordic"), law("Celand"), law("Deland", "nordic")];
  const release = await publishSmall(
    db,
    smallRelease((course) => ({
      ...course,
      modules: course.modules.map((module) => ({
        ...module,
        lessons: module.lessons.map((lesson) =>
          lesson.id === params.lesson ? { ...lesson, body: [...lesson.body, { kind: "static", nodes }] } : lesson,
        ),
      })),
    })),
  );
  const ada = await addMember(db, "Ada Okafor");
  personId = ada.id;
  await enrol(db, { personId, courseId: release.courseId, now: morning });
  cookie = await askIn(enter, { path: "/sign-in", fields: { email: ada.email, password: goodPassword } });
});

test("a lesson has the law as it was written, with its place and date, until its reader says where they practise", async () => {
  const shown = await lesson();
  expect(placesIn(shown)).toEqual(["Aland", "Beland", "Celand", "Deland"]);
  expect(shown).toContain("As of 2024.");
  expect(shown).not.toContain("Where you practise");
  expect(shown.match(/Which law applies where you practise/g)).toHaveLength(3);
});

test("the passages of one's own kind of law come first, marked in words, and all the others follow", async () => {
  expect(await choose("nordic")).toMatchObject({ status: 303, location: "/account?done=saved" });
  const shown = await lesson();
  expect(placesIn(shown)).toEqual(["Beland", "Deland", "Aland", "Celand"]);
  expect(shown.match(/Where you practise/g)).toHaveLength(2);
  expect((await ask(accountPage, { path: "/account", cookie })).data).toMatchObject({ legalModel: "nordic" });
  await choose("");
  expect(placesIn(await lesson())).toEqual(["Aland", "Beland", "Celand", "Deland"]);
});

test("a page that was kept is not current once one has chosen otherwise", async () => {
  const tagNow = async () => (await ask(lessonPage, { params, cookie })).headers.get("ETag");
  const before = await tagNow();
  await choose("decriminalisation");
  expect(before).not.toBeNull();
  expect(await tagNow()).not.toBe(before);
});

test("another kind of law than those of the list is refused, and nothing is changed", async () => {
  await choose("legalisation");
  const { status, data } = await choose("feudalism");
  expect(status).toBe(422);
  expect(data).toMatchObject({ errors: { model: "Choose one of the list." } });
  const row = await db.selectFrom("person").select("legal_model").where("id", "=", personId).executeTakeFirst();
  expect(row?.legal_model).toBe("legalisation");
});

function choose(model: string) {
  return ask(account, { path: "/account", cookie, fields: { intent: "law", model } });
}

async function lesson(): Promise<string> {
  return JSON.stringify((await ask(lessonPage, { params, cookie })).data);
}

function placesIn(shown: string): string[] {
  return [...shown.matchAll(/The law of (\w+)\./g)].map(([, place]) => place ?? "");
}
