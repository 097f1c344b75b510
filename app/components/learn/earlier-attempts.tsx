import type { QuizView } from "#app/domain/attempt/view.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { addresses } from "../addresses.ts";
import { Section } from "../ui/layout.tsx";
import { Standing } from "../ui/standing.tsx";
import { formatTime } from "../ui/time.tsx";

interface EarlierAttemptsProps {
  attempts: QuizView["earlier"];
  courseId: string;
  zone: string;
}

/** The attempts a learner has sent, each leading to its outcome. */
export function EarlierAttempts({ attempts, courseId, zone }: EarlierAttemptsProps) {
  if (attempts.length === 0) return null;
  return (
    <Section heading={quizzes.before.earlier}>
      <ol>
        {attempts.map(({ attempt, number, at, passed }) => (
          <li key={attempt}>
            <a href={addresses.outcome(courseId, attempt)}>
              {quizzes.before.earlierOn(number, formatTime({ at, zone, show: "date-time" }))}
            </a>{" "}
            <Standing tone={passed ? "good" : "plain"}>
              {passed ? quizzes.outcome.passed : quizzes.outcome.notYet}
            </Standing>
          </li>
        ))}
      </ol>
    </Section>
  );
}
