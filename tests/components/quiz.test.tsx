import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { QuizRules } from "#app/components/learn/quiz-rules.tsx";
import { UnmetPrinciples } from "#app/components/learn/unmet-principles.tsx";
import { quizForLearner } from "#app/domain/attempt/view.ts";
import type { Quiz } from "#app/domain/course/question.ts";
import { nothingDone } from "#app/domain/progress/evidence.ts";
import { findTakeable, progressIn } from "#app/domain/progress.ts";
import { smallRelease, withQuiz } from "#tests/support/course.ts";

const byPrinciple =
  (right: number) =>
  (quiz: Quiz): Quiz => ({
    ...quiz,
    perPrinciple: right,
    draw: ["Asking", "Waiting"].map((of) => ({ by: "principle", of, count: 2 })),
  });

test("the rules of a quiz say before the first attempt how many must be right on each principle, and nothing where none is asked", () => {
  expect(rulesOf((quiz) => quiz)).not.toContain("principle");
  expect(rulesOf(byPrinciple(1))).toContain("And for each key principle at least 1 of 2 questions fully right.");
  expect(rulesOf(byPrinciple(2))).toContain("And for each key principle all 2 questions fully right.");
});

test("an outcome names the principles that are not yet met", () => {
  const shown = renderToStaticMarkup(<UnmetPrinciples unmet={["Asking"]} perPrinciple={2} />);
  expect(shown).toContain("2 questions fully right on each key principle. Not yet met:");
  expect(shown).toContain("<li>Asking</li>");
  expect(renderToStaticMarkup(<UnmetPrinciples unmet={[]} perPrinciple={2} />)).toBe("");
});

function rulesOf(change: (quiz: Quiz) => Quiz): string {
  const { course } = smallRelease(withQuiz("quiz0001", change));
  const found = findTakeable(progressIn({ course, evidence: nothingDone() }), "quiz0001");
  if (!found) throw new Error("The quiz is not open.");
  return renderToStaticMarkup(<QuizRules quiz={quizForLearner(found, new Date("2026-11-23T09:00:00Z"))} />);
}
