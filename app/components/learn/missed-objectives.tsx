import type { OutcomeView } from "#app/domain/attempt/view.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { addresses } from "../addresses.ts";
import { Section } from "../ui/layout.tsx";

/** The objectives an attempt missed, each with the lessons that serve it. */
export function MissedObjectives({ missed, courseId }: { missed: OutcomeView["missed"]; courseId: string }) {
  if (missed.length === 0) return null;
  return (
    <Section heading={quizzes.outcome.missed}>
      <p>{quizzes.outcome.missedLead}</p>
      <ul>
        {missed.map(({ verb, text, lessons }) => (
          <li key={text}>
            {verb} {text}
            {lessons.map(({ id, title }) => (
              <p key={id}>
                {quizzes.outcome.read} <a href={addresses.lesson(courseId, id)}>{title}</a>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
