import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { questionsOf } from "#app/domain/evaluation/questions.ts";
import { sendEvaluation } from "#app/domain/evaluation.ts";
import { loader as results } from "#app/routes/author/evaluations.tsx";
import { loader as csv } from "#app/routes/author/evaluations-csv.ts";
import { loader as completion } from "#app/routes/learn/completion.tsx";
import { loader as page, action as send } from "#app/routes/learn/evaluation.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addLearner, type Learner, morning, publishSmall } from "../support/cast.ts";
import { smallRelease } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { finishModules, url } from "../support/sitting.ts";

const params = { course: "course01" };
let ada: Learner & { cookie: string };
let ratings: Record<string, string>;

/** Four have sent their evaluation; Ada has not begun. */
beforeAll(async () => {
  const kinds = ["lessons-read", "quizzes-passed", "evaluation-sent", "name-confirmed", "attestation-signed"] as const;
  const compiled = smallRelease((course) => ({ ...course, completion: kinds.map((kind) => ({ kind })) }));
  const release = await publishSmall(db, compiled);
  ratings = Object.fromEntries(questionsOf(release.course).map(({ id }) => [id, "4"]));
  for (const comment of ["=HYPERLINK(1)", "", 'He said "more"', ""]) {
    const learner = await addLearner(db, { release });
    await finishModules(db, learner);
    const all = Object.fromEntries(Object.keys(ratings).map((id) => [id, 2 as const]));
    await sendEvaluation(db, { ...learner, ratings: all, comment, url, now: morning });
  }
  const actor = await addMember(db, "Ada Okafor");
  const enrolled = await enrol(db, { personId: actor.id, courseId: params.course, now: morning });
  if ("refused" in enrolled) throw new Error("Not enrolled.");
  ada = { actor, enrolment: enrolled.enrolment, release, cookie: await signIn(actor.email) };
});

test("the evaluation opens with the last quiz, keeps what was chosen when a line is open, and is sent once", async () => {
  const { cookie } = ada;
  const post = (fields: Record<string, string>) => ask(send, { params, cookie, fields });
  expect((await ask(page, { params, cookie })).data).toMatchObject({ standing: "not-yet" });
  expect((await post(ratings)).status).toBe(409);
  await finishModules(db, ada);
  expect((await ask(page, { params, cookie })).data).toMatchObject({ standing: "open" });
  expect((await ask(completion, { params, cookie })).data).toMatchObject({ isNext: true, isToEvaluate: true });

  const { level: _, ...open } = ratings;
  expect(await post({ ...open, comment: "Clear." })).toMatchObject({
    status: 422,
    data: { errors: { level: expect.any(String) }, typed: { accuracy: "4", comment: "Clear." } },
  });
  const wrongs: Record<string, string>[] = [
    { level: "6" },
    { level: "" },
    { comment: "x".repeat(2_001) },
    { comment: "a\u202eb" },
  ];
  for (const wrong of wrongs) {
    expect((await post({ ...ratings, ...wrong })).status).toBe(422);
  }
  expect((await post({ ...ratings, person: ada.actor.id })).status).toBe(422);
  const sent = await post({ ...ratings, comment: "Two\nlines" });
  expect(sent).toMatchObject({ status: 303, location: "/learn/course01/completion" });
  expect(await post({ ...ratings, comment: "Again" })).toMatchObject({ status: 303, location: sent.location });
  expect((await ask(page, { params, cookie })).data).toMatchObject({ standing: "sent" });
  expect((await ask(completion, { params, cookie })).data).toMatchObject({ isToEvaluate: false });
});

test("authors and administrators see the five as a page and as a file, and for others neither is there", async () => {
  const author = await signIn((await addMember(db, "Ari Castellan", ["author"])).email);
  const admin = await signIn((await addMember(db, "Morgan Reyes", ["administrator"])).email);
  for (const cookie of [author, admin]) {
    expect((await ask(results, { params, cookie })).data).toMatchObject({
      people: 5,
      comments: expect.arrayContaining(["Two\nlines", "=HYPERLINK(1)", 'He said "more"']),
    });
  }
  const file = { path: "/author/evaluations/course01/csv", params };
  const { headers } = await ask(csv, { ...file, cookie: author });
  expect(headers.get("Content-Disposition")).toBe('attachment; filename="evaluations-1.0.0.csv"');
  for (const cookie of [
    ada.cookie,
    await signIn((await addMember(db, "Sunita Rao", ["supervisor"])).email),
    await signIn((await addMember(db, "Amara Diallo", ["auditor"])).email),
  ]) {
    expect((await ask(results, { params, cookie })).status).toBe(404);
    expect(await ask(csv, { ...file, cookie })).toMatchObject({
      status: 303,
      location: "/author/evaluations/course01",
    });
  }
  expect((await ask(results, { params: { course: "nowhere1" }, cookie: author })).status).toBe(404);
});

test("the file holds each line's counts and mean and each comment, and no formula", async () => {
  const author = await signIn("ari@practice.example");
  const cookie = author;
  const request = new Request("http://localhost:3000/author/evaluations/course01/csv", { headers: { Cookie: cookie } });
  const answer = await csv({ request, params, context: { address: "192.0.2.7" } });
  const lines = (await answer.text()).split("\r\n");
  expect(lines[0]).toBe("version,kind,text,people,1,2,3,4,5,mean");
  expect(lines[1]).toBe("1.0.0,objective-1,I can now describe how a pause is heard,5,0,4,0,1,0,2.40");
  expect(lines).toContain("1.0.0,comment,'=HYPERLINK(1),,,,,,,");
  expect(lines).toContain('1.0.0,comment,"He said ""more""",,,,,,,');
});

test("a course that asks for no evaluation has no page for it", async () => {
  const release = smallRelease((course) => ({ ...course, id: "course02" }));
  await publishSmall(db, release);
  await enrol(db, { personId: ada.actor.id, courseId: "course02", now: morning });
  const elsewhere = { params: { course: "course02" }, cookie: ada.cookie };
  expect((await ask(page, elsewhere)).status).toBe(404);
  expect((await ask(send, { ...elsewhere, fields: ratings })).status).toBe(404);
});

function signIn(email: string): Promise<string> {
  return askIn(enter, { fields: { email, password: goodPassword } });
}
