import { ratings } from "#app/domain/evaluation/questions.ts";
import type { EvaluationResults } from "#app/domain/evaluation/results.ts";
import { evaluation, lineOf } from "#app/messages/evaluation.ts";
import { toCsv } from "../csv.ts";

const { columns } = evaluation.results;

/** What was told of a release's evaluations, a row for each line and each comment: the figures of the page and no others. */
export function evaluationsAsCsv({ release, people, questions, comments }: EvaluationResults): string {
  const { version, kind, text, people: count, mean, comment } = columns;
  const lines = questions.map(({ question, counts, mean }) => [
    release.version,
    question.id,
    lineOf(question),
    String(people),
    ...counts.map(String),
    mean === null ? "" : mean.toFixed(2),
  ]);
  const written = comments.map((words) => [release.version, comment, words, "", ...ratings.map(() => ""), ""]);
  return toCsv([[version, kind, text, count, ...ratings.map(String), mean], ...lines, ...written]);
}
