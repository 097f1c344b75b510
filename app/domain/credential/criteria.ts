import type { Condition, Course } from "../course.ts";

/**
 * What a release asked of whoever completed it, as the criteria of a credential: only conditions that it has, and of
 * those only what there was to do. It says nothing of what the course is about.
 */
export function criteriaOf({ completion, modules }: Pick<Course, "completion" | "modules">): string {
  const asked = modules.filter(({ elective }) => elective === null);
  const sentences: Record<Condition, string> = {
    "lessons-read": "Every required lesson was read.",
    "quizzes-passed": asked.some(({ quiz }) => quiz !== null) ? "Every required quiz was passed." : "",
    "vignettes-finished": asked.some(hasVignette) ? "Every case was worked through." : "",
    "evaluation-sent": "The course was evaluated.",
    "signed-off": "A supervisor signed off an observed conversation.",
    "name-confirmed": "",
    "attestation-signed": "The learner attested to having done this themselves.",
  };
  const told = completion.map(({ kind }) => sentences[kind]).filter(Boolean);
  return told.length > 0 ? told.join(" ") : "The course was completed.";
}

function hasVignette({ lessons }: Course["modules"][number]): boolean {
  return lessons.some(({ vignettes }) => vignettes.length > 0);
}
