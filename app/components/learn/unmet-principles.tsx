import type { OutcomeView } from "#app/domain/attempt/view.ts";
import { quizzes } from "#app/messages/quiz.ts";

/** The principles that an attempt has not met, in the course's words, and how many questions each asks for. */
export function UnmetPrinciples({ unmet, perPrinciple }: Pick<OutcomeView, "unmet" | "perPrinciple">) {
  if (unmet.length === 0 || perPrinciple === null) return null;
  return (
    <div>
      <p>{quizzes.outcome.unmet(perPrinciple)}</p>
      <ul data-course="">
        {unmet.map((principle) => (
          <li key={principle}>{principle}</li>
        ))}
      </ul>
    </div>
  );
}
