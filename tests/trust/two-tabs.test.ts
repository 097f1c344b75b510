import type { HTMLElement } from "node-html-parser";
import { expect, test } from "vitest";
import type { Release } from "#app/domain/course.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { Reader } from "#tests/site/reader.ts";
import { type Answer, post, visit } from "#tests/site/visit.ts";
import { publishSmall } from "#tests/support/cast.ts";
import { smallRelease, withOtherKeys } from "#tests/support/course.ts";
import { password } from "#tests/support/practice.ts";
import { open, read } from "#tests/support/sitting.ts";
import { answerFields, makeQuizScene, type QuizScene, seat } from "./quiz-scene.ts";

const { refused } = quizzes.attempt;
const [ada, bo] = ["ada@practice.example", "bo@practice.example"];

/** A window of one's own, signed in, at the quiz of the first module with its attempt open. */
async function openWindow({ server, release }: QuizScene, email: string): Promise<Reader> {
  const reader = new Reader(server.url);
  await reader.open("/sign-in");
  await reader.submit("Sign in", { email, password });
  await reader.open(`/learn/${release.courseId}/quiz/quiz0001`);
  const [under] = reader.links(/\/attempt\/[^/]+$/);
  if (under) await reader.open(under);
  else await reader.submit("Begin");
  return reader;
}

/** Answers an item without script, as this release has it right. */
async function answerRight(scene: QuizScene, reader: Reader, { item, by }: { item: number; by: Release }) {
  const address = reader.address.replace(/\?.*/, "");
  const places = await rightPlaces(scene, { attemptId: address.split("/").at(-1) ?? "", item, by });
  await reader.open(`${address}?item=${item}`);
  await reader.submit(shownForm(reader), { [`choice-${item}`]: places.map(String) });
}

async function rightPlaces(
  { db }: QuizScene,
  { attemptId, item, by }: { attemptId: string; item: number; by: Release },
) {
  const row = await db.selectFrom("attempt").select("drawn").where("id", "=", attemptId).executeTakeFirstOrThrow();
  const drawn: { item: string; choices: string[] }[] = JSON.parse(row.drawn);
  const { item: itemId, choices = [] } = drawn[item - 1] ?? {};
  const question = by.course.modules[0]?.quiz?.items.find(({ id }) => id === itemId);
  const all = question && "choices" in question ? question.choices : [];
  const isRight = (id: string) => all.some((choice) => choice.id === id && choice.correct);
  return choices.flatMap((id, at) => (isRight(id) ? [at + 1] : []));
}

/** The form of the item that is shown; those of the others wait hidden for the script. */
function shownForm({ page, address }: Reader): HTMLElement {
  const form = page.querySelector("section[data-item]:not([hidden]) form");
  if (!form) throw new Error(`No item is shown on ${address}.`);
  return form;
}

async function sendAll(reader: Reader): Promise<void> {
  await reader.open(`${reader.address.replace(/(\/attempt\/[^/?]+).*/, "$1")}/review`);
  await reader.submit("Send my answers");
}

test("a release with other keys that is published amid an attempt changes nothing for it", async () => {
  const scene = await makeQuizScene({ emails: [ada, bo] });
  const { db, release } = scene;
  const { learner } = await seat(scene, ada);
  const desk = await openWindow(scene, ada);
  await answerRight(scene, desk, { item: 1, by: release });

  const newer = await publishSmall(
    db,
    smallRelease((course) => withOtherKeys({ ...course, version: "1.0.1" })),
  );
  expect(newer.id).not.toBe(release.id);
  await seat(scene, bo);
  const phone = await openWindow(scene, ada);
  expect(phone.address.replace(/\?.*/, "")).toBe(desk.address.replace(/\?.*/, ""));
  await answerRight(scene, phone, { item: 2, by: release });
  await answerRight(scene, phone, { item: 3, by: release });
  await sendAll(desk);

  expect(desk.text()).toContain("100%");
  expect(desk.text()).toContain("Because of");
  expect(desk.text()).not.toContain("A different reason");
  const rows = await db.selectFrom("attempt").selectAll().where("enrolment_id", "=", learner.enrolment.id).execute();
  expect(rows).toMatchObject([{ release_id: release.id, passed: 1, score_top: 1, score_bottom: 1 }]);

  const other = await openWindow(scene, bo);
  for (const item of [1, 2, 3]) await answerRight(scene, other, { item, by: release });
  await sendAll(other);
  expect(other.text()).toContain("Not yet");
}, 120_000);

test("two windows on one attempt: the later answer stands, the other is told, and so it is once the attempt is sent", async () => {
  const scene = await makeQuizScene({ emails: [ada] });
  await seat(scene, ada);
  const one = await openWindow(scene, ada);
  const other = await openWindow(scene, ada);
  const base = one.address.replace(/\?.*/, "");
  for (const window of [one, other]) await window.open(`${base}?item=1`);

  await other.submit(shownForm(other), { "choice-1": "2" });
  await one.submit(shownForm(one), { "choice-1": "1" }, 409);
  expect(one.text()).toContain("changed in another window");
  await one.open(`${base}?item=1`);
  expect(
    one.page.querySelectorAll("section:not([hidden]) input[checked]").map((input) => input.getAttribute("value")),
  ).toEqual(["2"]);

  for (const item of [2, 3]) await answerRight(scene, one, { item, by: scene.release });
  for (const window of [one, other]) await window.open(`${base}/review`);
  const late = other.form("Send my answers");
  await one.open(`${base}?item=1`);
  const stale = shownForm(one);
  if (!late) throw new Error("There is nothing to send.");
  await other.submit(late);
  const outcome = other.text();
  await one.submit(stale, { "choice-1": "1" }, 409);
  expect(one.text()).toContain(refused.closed);
  await other.open(base);
  expect(other.text()).toContain(refused.closed);
  await one.open(`${base}/outcome`);
  expect(one.text()).toBe(outcome);
}, 120_000);

test("what no page of ours sends is refused with a sentence, and nothing is lost", async () => {
  const scene = await makeQuizScene({ emails: [ada, bo] });
  const { server, db, release } = scene;
  const { learner, cookie } = await seat(scene, ada);
  const stranger = await seat(scene, bo);
  const attempt = await open(db, learner, "quiz0001", new Date());
  const address = `/learn/${release.courseId}/attempt/${attempt.id}`;
  const send = (body: URLSearchParams | string, as = cookie) =>
    visit(server.url, address, as, { method: "POST", body: body.toString() });
  expect((await send(answerFields({ item: 1, choices: [2], version: 1 }))).status).toBe(303);
  const before = await read(db, learner, attempt.id);

  const sent: [string, Promise<Answer>, number][] = [
    ["an item that is not in it", send(answerFields({ item: 4, choices: [], version: 2 })), 422],
    ["an item and a choice that are not in it", send(answerFields({ item: 9, choices: [1], version: 2 })), 422],
    ["a choice that is not there", send(answerFields({ item: 1, choices: [9], version: 2 })), 422],
    ["a list for one thing", send(`${answerFields({ item: 1, choices: [1], version: 2 })}&item=2`), 422],
    ["a version that is no number", send("intent=continue&item=1&version=x&choice-1=1"), 422],
    ["an unknown field", send(`${answerFields({ item: 1, choices: [1], version: 2 })}&score=100`), 422],
    ["five megabytes", send(`intent=continue&item=1&version=2&choice-1=${"1".repeat(5_000_000)}`), 413],
    ["sending too early", post(server.url, `${address}/review`, {}, cookie), 422],
    ["another's attempt", send(answerFields({ item: 1, choices: [1], version: 2 }), stranger.cookie), 404],
    ["sending another's attempt", post(server.url, `${address}/review`, {}, stranger.cookie), 404],
  ];
  for (const [what, asked, status] of sent) {
    const answer = await asked;
    expect([what, answer.status]).toEqual([what, status]);
    if (status !== 404) expect([what, /[A-Z][^.<]+\./.test(answer.body)]).toEqual([what, true]);
  }
  expect(await read(db, learner, attempt.id)).toEqual(before);
}, 120_000);
