import type { Quiz } from "../course/question.ts";
import type { Vignette } from "../course/vignette.ts";
import type { Condition, Lesson, Module } from "../course.ts";
import type { Evidence } from "./evidence.ts";
import { isToFinish, type ModuleProgress } from "./module.ts";

/** One condition of completion: whether it is met, and which lessons, quizzes or cases it still asks for. */
export interface ConditionState {
  condition: Condition;
  met: boolean;
  lessons: { module: Module; lesson: Lesson }[];
  quizzes: { module: Module; quiz: Quiz }[];
  vignettes: { module: Module; vignette: Vignette }[];
}

interface Done {
  modules: Pick<ModuleProgress, "module" | "lessons" | "quiz">[];
  evidence: Evidence;
}

type Judged = Pick<ConditionState, "met"> & Partial<Omit<ConditionState, "condition">>;

/** How each condition is judged; a release that asks for one that is not here is refused. */
const judges: Record<Condition, (done: Done) => Judged> = {
  "lessons-read": ({ modules }) => {
    const lessons = modules.flatMap(({ module, lessons }) =>
      lessons
        .filter(({ lesson, state }) => lesson.required && state !== "read")
        .map(({ lesson }) => ({ module, lesson })),
    );
    return { met: lessons.length === 0, lessons };
  },
  "quizzes-passed": ({ modules }) => {
    const quizzes = modules.flatMap(({ module, quiz }) => (quiz && !quiz.passed ? [{ module, quiz: quiz.quiz }] : []));
    return { met: quizzes.length === 0, quizzes };
  },
  "vignettes-finished": ({ modules }) => {
    const vignettes = modules.flatMap(({ module, lessons }) =>
      lessons.flatMap((lesson) => lesson.vignettes.filter(isToFinish).map(({ vignette }) => ({ module, vignette }))),
    );
    return { met: vignettes.length === 0, vignettes };
  },
  "evaluation-sent": ({ evidence }) => ({ met: evidence.isEvaluated }),
  "signed-off": ({ evidence }) => ({ met: evidence.signOff?.met ?? false }),
  "name-confirmed": ({ evidence }) => ({ met: evidence.name !== null }),
  "attestation-signed": ({ evidence }) => ({ met: isSigned(evidence) }),
};

/** Whether the attestation is signed, under the name as it was last confirmed. */
export function isSigned({ name, attestation }: Evidence): boolean {
  return attestation !== null && (name === null || attestation.confirmationId === name.id);
}

/** Whether this code can judge a condition. */
export function isKnownCondition(condition: string): boolean {
  return Object.hasOwn(judges, condition);
}

/** Each of a course's conditions with its state, in the course's order; once there is a record, all were met. */
export function stateOfConditions(conditions: { kind: Condition }[], done: Done): ConditionState[] {
  const nothing = { lessons: [], quizzes: [], vignettes: [] };
  return conditions.map(({ kind }) => {
    const judged = done.evidence.record ? { met: true } : judges[kind](done);
    return { condition: kind, ...nothing, ...judged };
  });
}
