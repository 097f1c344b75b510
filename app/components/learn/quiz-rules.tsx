import type { QuizView } from "#app/domain/attempt/view.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { Section } from "../ui/layout.tsx";

const words = quizzes.before;

/** A quiz's rules, before the first attempt and before every other. */
export function QuizRules({
  quiz: { items, passMark, perPrinciple, attempts, granted, left, wait },
}: {
  quiz: QuizView;
}) {
  const rules = [
    words.items(items),
    words.passMark(passMark),
    perPrinciple && words.perPrinciple(perPrinciple.right, perPrinciple.of),
    words.noLimit,
    words.checked,
    attempts === null ? words.attemptsUnlimited : words.attemptsAllowed(attempts),
    granted > 0 && attempts !== null ? words.granted(granted) : null,
    left ? `${words.left(left)}.` : null,
    wait > 0 ? words.wait(wait) : null,
    words.seen,
  ];
  return (
    <Section heading={words.what}>
      <ul>{rules.map((rule) => (rule ? <li key={rule}>{rule}</li> : null))}</ul>
    </Section>
  );
}
