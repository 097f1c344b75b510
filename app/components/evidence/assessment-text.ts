import type { AssessedItem, AssessedQuiz, AssessmentPack } from "#app/domain/evidence/assessment.ts";
import { assessments } from "#app/messages/assessments.ts";

const words = assessments.one;

/** An assessment as a plain text, which carries the mark at its head and at each quiz. */
export function assessmentAsText({ course, authors, hours, blueprint, quizzes }: AssessmentPack, mark: string): string {
  return `${[
    mark,
    "",
    assessments.releaseOf(course.title, course.version),
    words.hash(course.hash),
    "",
    words.authors,
    ...authors.map(({ name, credentials, role }) => `- ${[name, credentials, role].filter(Boolean).join(", ")}`),
    "",
    words.hours,
    words.hoursText(hours),
    "",
    words.blueprint,
    ...blueprint.map(({ module, objective: { id, verb, text }, items, drawn }) => {
      const count = Object.values(items).reduce((sum, one) => sum + one, 0);
      return `- ${module} ${id} ${verb} ${text}: ${words.items} ${count}; ${words.drawn} ${drawn ?? words.byPrinciple}`;
    }),
    ...quizzes.flatMap((quiz) => ["", "", mark, "", ...quizInLines(quiz)]),
  ].join("\n")}\n`;
}

function quizInLines(quiz: AssessedQuiz): string[] {
  const { module, title, perPrinciple, items } = quiz;
  const beside = perPrinciple === null ? [] : [words.perPrinciple(perPrinciple)];
  return [words.quiz(module, title), words.rules(quiz), ...beside, ...items.flatMap(itemInLines)];
}

function itemInLines(item: AssessedItem): string[] {
  const { id, kind, stem, parts, statistic } = item;
  return [
    "",
    words.item(id, kind),
    words.about(item),
    stem,
    ...parts.flatMap((part) => [
      `  ${part.isRight ? words.right : words.wrong}: ${part.id}) ${part.text}`,
      ...(part.rationale === "" ? [] : [`     ${part.rationale}`]),
    ]),
    statistic ? words.statistic(statistic) : words.noStatistic,
  ];
}
