import { Agent, request as send } from "node:http";
import { onTestFinished } from "vitest";
import { findQuizOf } from "#app/domain/attempt.ts";
import type { Learner } from "#tests/support/cast.ts";
import { open } from "#tests/support/sitting.ts";
import { answerFields, type QuizScene } from "./quiz-scene.ts";

/** An open attempt whose answers are saved over one connection. */
export interface Saving {
  /** Saves an answer to a question of one choice, another each time; answers with how many milliseconds it took. */
  save(manner: "right" | "wrong"): Promise<number>;
  /** Whether a form holds a right answer. */
  isRight(body: string): boolean;
}

/** Takes up the one open attempt of somebody; requests go to `through`, or to the server itself. */
export async function openSaving(
  scene: QuizScene,
  { learner, cookie }: { learner: Learner; cookie: string },
  through = scene.server.url,
): Promise<Saving> {
  const questions = await findSingles(scene, learner);
  const { base } = questions;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const headers = { cookie, host: new URL(scene.server.url).host, origin: scene.server.url };
  let turn = 0;
  return {
    async save(manner) {
      const question = questions.all[turn % questions.all.length];
      if (!question) throw new Error("The attempt has no question of one choice.");
      turn += 1;
      const { position } = question;
      const place = manner === "right" ? question.right : (question.wrong[turn % question.wrong.length] ?? 0);
      const fields = answerFields({ item: position, choices: [place], version: turn, intent: "save" });
      return timed(`${through}${base}/answer`, { agent, headers, body: fields.toString() });
    },
    isRight(body) {
      const fields = new URLSearchParams(body);
      const question = questions.all.find(({ position }) => String(position) === fields.get("item"));
      return question !== undefined && fields.get(`choice-${question.position}`) === String(question.right);
    },
  };
}

/** The questions of one choice in an attempt, opened if need be, with the places of what is right and what is not. */
async function findSingles({ db, release }: QuizScene, learner: Learner) {
  const attempt = await open(db, learner, "quiz0001", new Date());
  const { quiz } = await findQuizOf(db, { attempt, release });
  const all = attempt.drawn.flatMap(({ item, choices }, at) => {
    const question = quiz.items.find(({ id }) => id === item);
    if (question?.kind !== "single") return [];
    const isRight = (id: string) => question.choices.some((choice) => choice.id === id && choice.correct);
    const wrong = choices.flatMap((id, place) => (isRight(id) ? [] : [place + 1]));
    return [{ position: at + 1, right: choices.findIndex(isRight) + 1, wrong }];
  });
  return { base: `/learn/${release.courseId}/attempt/${attempt.id}`, all };
}

interface Sent {
  agent: Agent;
  headers: Record<string, string>;
  body: string;
}

/** Milliseconds from sending to the end of the answer; throws for an answer that is not a success. */
function timed(address: string, { agent, headers, body }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
    const start = performance.now();
    const request = send(address, { method: "POST", agent, headers: { ...headers, ...length } }, (response) => {
      response.resume();
      response.on("error", reject);
      response.on("end", () => {
        const took = performance.now() - start;
        if ((response.statusCode ?? 500) < 400) resolve(took);
        else reject(new Error(`A saving was answered ${response.statusCode}.`));
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}
