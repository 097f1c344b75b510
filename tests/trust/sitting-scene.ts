import { expect } from "vitest";
import { grantAttempts } from "#app/domain/accommodation.ts";
import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { openAttempt, submitAttempt } from "#app/domain/attempt.ts";
import type { Compiled } from "#app/domain/course.ts";
import { markRead } from "#app/domain/lesson.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, publishSmall } from "#tests/support/cast.ts";
import { url } from "#tests/support/sitting.ts";
import type { Act, Doing, Manner, Mishap } from "./any-act.ts";
import { type AnyQuiz, courseWith, nextOf, quizIn } from "./any-quiz.ts";
import { itemIn, Ledger, type Sat } from "./ledger-model.ts";
import { cutOff, PowerCut } from "./power-cut.ts";
import { expectDraw, expectRows, noteOutcome } from "./sitting-rules.ts";

export interface Scene {
  db: Db;
  ledger: Ledger;
  learner: Learner;
  newest: { compiled: Compiled; release: Learner["release"] };
  minutes: number;
  forms: number;
  occurred: ReturnType<typeof tally>;
}

/** Counts what came up. */
export function tally() {
  const counts = new Map<string, number>();
  return { counts, note: (event: string) => void counts.set(event, (counts.get(event) ?? 0) + 1) };
}

/** A learner of their own in a course of its own. */
export async function beginScene(
  db: Db,
  { quiz, id, occurred }: Pick<Scene, "occurred"> & { quiz: AnyQuiz; id: string },
): Promise<Scene> {
  const compiled = courseWith(quiz, id);
  const release = await publishSmall(db, compiled);
  const learner = await addLearner(db, { release });
  const minutes = await beyondRecords(db);
  return { db, ledger: new Ledger(), learner, newest: { compiled, release }, minutes, forms: 0, occurred };
}

/** So long after the last record that no clock set back comes before it, when none would be issued. */
async function beyondRecords(db: Db): Promise<number> {
  const { at } = await db.selectFrom("evidence_head").select("at").executeTakeFirstOrThrow();
  return at === null ? 0 : (Date.parse(at) - later({ minutes: 0 }).getTime()) / 60_000 + 2_000;
}

/** Does one act, whatever befalls it, and compares all that stands with what must stand. */
export async function undertake(scene: Scene, act: Act): Promise<void> {
  if (act.kind === "clock") scene.minutes += act.minutes;
  if (act.kind === "publish" || act.kind === "publish and move") await publishNext(scene);
  if (act.kind === "move" || act.kind === "publish and move")
    scene.learner = { ...scene.learner, release: scene.newest.release };
  if ("mishap" in act) for (const step of stepsOf(scene, act)) await withMishap(scene, step, act.mishap);
  await expectRows(scene);
}

/** One act of the domain and what the ledger makes of its answer; the same may be asked twice. */
interface Step {
  ask(db: Db): Promise<unknown>;
  check(answer: unknown): Promise<void>;
}

async function withMishap(scene: Scene, { ask, check }: Step, mishap: Mishap): Promise<void> {
  const { db, occurred } = scene;
  if (mishap.kind === "cut") {
    await expect(ask(cutOff(db, mishap.at))).rejects.toThrow(PowerCut);
    occurred.note("cut off");
    await expectRows(scene);
    if (!mishap.again) return;
  }
  const answer = await ask(db);
  await check(answer);
  if (mishap.kind !== "lost") return;
  const second = await ask(db);
  expect(withoutTime(second)).toEqual(withoutTime(answer));
  await check(second);
  occurred.note("answer lost");
}

/** When the last answer was saved is told again as it was, or as a clock set back since would have it. */
function withoutTime(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "savedAt" in answer ? "saved" : answer;
}

/** What an act comes to, step after step: each is made when the one before it is done. */
function* stepsOf(scene: Scene, act: Doing): Generator<Step> {
  const { ledger } = scene;
  const last = () => ledger.open ?? ledger.attempts.at(-1);
  if (act.kind === "open") yield opening(scene, `form${act.form}`);
  if (act.kind === "sit") yield opening(scene, `fresh${scene.forms++}`);
  if (act.kind === "answer all" || act.kind === "sit") {
    for (const [at] of (ledger.open?.drawn ?? []).entries()) {
      const sat = last();
      if (sat) yield saving(scene, sat, { item: at + 1, places: placesFor(sat, at, act.manners) });
    }
  }
  const sat = last();
  if (act.kind === "late saving" && sat) yield* lateSaving(scene, sat, act.item);
  if (act.kind === "save" && sat) yield saving(scene, sat, { ...act, version: versionFor(sat, act) });
  if ((act.kind === "submit" || act.kind === "sit") && sat) yield submitting(scene, sat);
  const first = ledger.attempts[0];
  if (act.kind === "submit again" && first) yield submitting(scene, first);
  if (act.kind === "grant") yield granting(scene, act.attempts);
  if (act.kind === "read") yield reading(scene, `lesson1${act.lesson + 1}`, act.isNew ? 1 : 0);
  if (act.kind === "read what is asked") for (const lesson of ledger.asked) yield reading(scene, lesson, 1);
}

function opening({ ledger, learner, minutes, occurred, db }: Scene, form: string): Step {
  const now = later({ minutes });
  const quiz = quizIn(learner.release.course);
  return {
    ask: (db) => openAttempt(db, { ...learner, quizId: quiz.id, key: form, now }),
    async check(answer) {
      const expected = ledger.answerToOpen(form, quiz, now);
      if (expected !== "new") {
        if ("refused" in expected) occurred.note(`refused: ${expected.refused}`);
        return expect(answer).toEqual(expected);
      }
      expect(answer).toEqual({ attempt: expect.any(String) });
      if (ledger.isUsedUp(quiz.attempts)) occurred.note("granted by reading again");
      occurred.note("opened");
      const drawn = await expectDraw(db, { ledger, learner, quiz, occurred });
      ledger.opened(form, quiz.attempts, { ...drawn, releaseId: learner.release.id, course: learner.release.course });
    },
  };
}

/** One choice, another, and then the first one's saving, which comes late. */
function* lateSaving(scene: Scene, sat: Sat, item: number): Generator<Step> {
  const standing = sat.answers.get(sat.drawn[item - 1]?.item ?? "")?.version ?? 0;
  const [one, other] = twoAnswers(sat, item);
  const savings: [number[], number][] = [
    [one, 1],
    [other, 2],
    [one, 1],
  ];
  for (const [places, count] of savings) yield saving(scene, sat, { item, places, version: standing + count });
}

function saving(
  { ledger, learner, minutes, occurred }: Scene,
  sat: Sat,
  answer: { item: number; places: number[]; version?: number | undefined },
): Step {
  const { item, places, version } = answer;
  const counted = version === undefined ? {} : { version };
  const now = later({ minutes });
  return {
    ask: (db) => saveAnswer(db, { ...learner, attemptId: sat.id, item, choices: places, ...counted, now }),
    async check(answer) {
      const expected = ledger.save(sat, { item, places, ...counted });
      if (expected !== "saved") occurred.note(`refused: ${expected}`);
      if (expected === "saved") expect(answer).toHaveProperty("savedAt");
      else expect(answer).toEqual({ refused: expected });
    },
  };
}

function submitting({ ledger, learner, minutes, occurred }: Scene, sat: Sat): Step {
  const now = later({ minutes });
  return {
    ask: (db) => submitAttempt(db, { ...learner, attemptId: sat.id, url, now }),
    async check(answer) {
      const wasOpen = sat.outcome === null;
      const missing = ledger.submit(sat, now);
      if (missing.length > 0) occurred.note("refused: unanswered");
      expect(answer).toEqual(missing.length > 0 ? { refused: "unanswered", items: missing } : { attempt: sat.id });
      if (wasOpen && sat.outcome) noteOutcome(sat, { now: learner.release, occurred });
    },
  };
}

/** An administrator grants more attempts, at this quiz or at each; where attempts are not counted there is no such quiz. */
function granting(scene: Scene, attempts: number): Step {
  const { ledger, learner, minutes, occurred } = scene;
  const { actor, enrolment } = learner;
  const quiz = quizIn(learner.release.course);
  const quizId = attempts === 1 ? null : quiz.id;
  const key = `grant${scene.forms++}`;
  const form = { actor, personId: actor.id, enrolmentId: enrolment.id, quizId, attempts, reason: "Asked for.", key };
  let isKept = false;
  return {
    ask: (db) => grantAttempts(db, { ...form, now: later({ minutes }) }),
    async check(answer) {
      const isThere = quizId === null || quiz.attempts !== null;
      expect(answer).toEqual(isThere ? { granted: true } : undefined);
      if (isThere && !isKept) ledger.grant(attempts);
      isKept = true;
      occurred.note("more attempts granted");
    },
  };
}

/** A lesson's button, pressed for its next reading or, on an old page, for the last. */
function reading({ ledger, learner, minutes }: Scene, lessonId: string, ahead: 0 | 1): Step {
  const ordinal = Math.max(1, (ledger.reads.get(lessonId) ?? 0) + ahead);
  const now = later({ minutes });
  return {
    ask: (db) => markRead(db, { ...learner, lessonId, ordinal, url, now }).then((marked) => marked && "read"),
    async check(answer) {
      const isThere = learner.release.course.modules[0]?.lessons.some(({ id }) => id === lessonId);
      expect(answer).toBe(isThere ? "read" : undefined);
      if (isThere) ledger.read(lessonId, ordinal);
    },
  };
}

async function publishNext(scene: Scene): Promise<void> {
  const { course } = scene.newest.compiled;
  const compiled = nextOf(scene.newest.compiled, Number(course.version.split(".")[2]) + 1);
  scene.newest = { compiled, release: await publishSmall(scene.db, compiled) };
}

/** Positions that answer an item in a manner; none, or not all, only in part. */
function placesFor({ course, drawn }: Sat, at: number, manners: Manner[]): number[] {
  const { item = "", choices: order = [] } = drawn[at] ?? {};
  const question = itemIn(course, item);
  const manner = manners[at % manners.length] ?? "right";
  if (question.kind === "matching" || question.kind === "ordering") {
    const ids = (question.kind === "matching" ? question.pairs : question.steps).map(({ id }) => id);
    const right =
      question.kind === "matching" ? ids.map((id) => order.indexOf(id) + 1) : order.map((id) => ids.indexOf(id) + 1);
    if (manner === "right") return right;
    if (manner === "part") return [0, ...right.slice(1)];
    return manner === "half" ? [right[1] ?? 0, right[0] ?? 0, ...right.slice(2)] : [...right.slice(1), right[0] ?? 0];
  }
  if (manner === "part") return [];
  const isRight = (id: string) => question.choices.some((choice) => choice.id === id && choice.correct);
  const right = order.flatMap((id, place) => (isRight(id) ? [place + 1] : []));
  const wrong = order.flatMap((id, place) => (isRight(id) ? [] : [place + 1]));
  const wanted = { right, wrong, half: [...right.slice(0, 1), ...wrong.slice(0, 1)], all: [...right, ...wrong] }[
    manner
  ];
  if (question.kind === "single") return manner === "right" ? right : wrong.slice(0, 1);
  return wanted.length > 0 ? wanted : right;
}

/** Two answers that differ and are possible, whatever the kind. */
function twoAnswers({ course, drawn }: Sat, item: number): [number[], number[]] {
  const { item: id = "", choices = [] } = drawn[item - 1] ?? {};
  const isChosen = id !== "" && "choices" in itemIn(course, id);
  const places = choices.map((_, at) => at + 1);
  return isChosen ? [[1], [2]] : [places, [...places].reverse()];
}

function versionFor(sat: Sat, { item, version }: Extract<Doing, { kind: "save" }>): number | undefined {
  const standing = sat.answers.get(sat.drawn[item - 1]?.item ?? "")?.version ?? 0;
  if (version === "none") return undefined;
  return { next: standing + 1, same: Math.max(1, standing), stale: Math.max(1, standing - 1) }[version];
}
