import { ratings } from "#app/domain/evaluation/questions.ts";
import type { QuestionResult } from "#app/domain/evaluation/results.ts";
import { evaluation, lineOf } from "#app/messages/evaluation.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Section, Stack } from "../ui/layout.tsx";

const words = evaluation.results;

/** Each line with how many chose each of the five, and the mean. */
export function EvaluationTable({ questions }: { questions: QuestionResult[] }) {
  return (
    <DataTable
      caption={words.caption}
      rows={questions}
      rowKey={({ question }) => question.id}
      columns={[
        {
          key: "question",
          label: words.question,
          names: true,
          cell: ({ question }) => <span data-course={question.objective ? "" : undefined}>{lineOf(question)}</span>,
        },
        ...ratings.map((rating, at) => ({
          key: String(rating),
          label: `${rating} ${evaluation.ratings[rating]}`,
          align: "end" as const,
          cell: ({ counts }: QuestionResult) => counts[at] ?? 0,
        })),
        { key: "mean", label: words.mean, align: "end", cell: ({ mean }) => mean?.toFixed(1) ?? "" },
      ]}
    />
  );
}

/** What people added, word for word. */
export function EvaluationComments({ comments }: { comments: string[] }) {
  return (
    <Section heading={words.comments(comments.length)}>
      <Stack>
        <p>{comments.length === 0 ? words.noComments : words.commentsLead}</p>
        {comments.map((comment, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may write the same, and nothing tells them apart
          <blockquote key={at} className="own-words" data-course="">
            {comment}
          </blockquote>
        ))}
      </Stack>
    </Section>
  );
}
