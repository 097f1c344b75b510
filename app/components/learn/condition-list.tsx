import type { OutlineCondition } from "#app/domain/progress/outline.ts";
import { learn } from "#app/messages/learn.ts";
import { addresses } from "../addresses.ts";
import { Path } from "../ui/path.tsx";

/** Each rule of completion: the rule, whether it is met, and what it still asks for. */
export function ConditionList({ courseId, conditions }: { courseId: string; conditions: OutlineCondition[] }) {
  return (
    <Path
      label={learn.outline.counts}
      numbered={false}
      steps={conditions.map((condition) => ({
        key: condition.condition,
        state: condition.met ? "done" : "open",
        title: learn.conditions[condition.condition],
        detail: condition.met ? learn.outline.met : <Missing courseId={courseId} condition={condition} />,
      }))}
    />
  );
}

function Missing({ courseId, condition }: { courseId: string; condition: OutlineCondition }) {
  const { lessons, quizzes, vignettes } = condition;
  const missing = [
    ...lessons.map((lesson) => ({ ...lesson, to: addresses.lesson(courseId, lesson.id) })),
    ...vignettes.map((vignette) => ({ ...vignette, to: addresses.vignette(courseId, vignette.id) })),
    ...quizzes.map((quiz) => ({ ...quiz, to: addresses.quiz(courseId, quiz.id) })),
  ];
  if (missing.length === 0) return <p>{lastSteps(condition)}</p>;
  return (
    <>
      <p>{learn.outline.whatIsMissing}</p>
      <ul>
        {missing.map(({ id, title, module, isOpen, to }) => (
          <li key={id}>
            {learn.module.kicker(module)}: {isOpen ? <a href={to}>{title}</a> : title}
          </li>
        ))}
      </ul>
    </>
  );
}

function lastSteps({ condition }: OutlineCondition): string {
  if (condition === "evaluation-sent" || condition === "signed-off") return learn.missing[condition];
  if (condition === "name-confirmed" || condition === "attestation-signed") return learn.missing[condition];
  return learn.outline.notYet;
}
