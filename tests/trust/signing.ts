import { type Answer, post } from "#tests/site/visit.ts";
import type { QuizScene } from "./quiz-scene.ts";

/** Sends the attestation as its page does: the last condition, so that it issues the record. */
export function attest(
  origin: string,
  { scene, confirmation, cookie }: { scene: QuizScene; confirmation: string; cookie: string },
): Promise<Answer> {
  const fields = { intent: "sign", confirmation, agree: "yes" };
  return post(origin, `/learn/${scene.release.courseId}/completion`, fields, cookie);
}
