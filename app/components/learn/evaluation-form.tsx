import { type EvaluationQuestion, ratings } from "#app/domain/evaluation/questions.ts";
import { evaluation } from "#app/messages/evaluation.ts";
import { Button } from "../ui/button.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { Section } from "../ui/layout.tsx";
import { Rating } from "../ui/rating.tsx";
import { TextArea } from "../ui/text-area.tsx";

interface EvaluationFormProps {
  questions: EvaluationQuestion[];
  refused?: { errors: Errors; typed: Typed };
}

const words = evaluation.form;
const points = ratings.map((rating) => ({ value: String(rating), label: evaluation.ratings[rating] }));

/** Each objective and what every course is asked, to be rated, and room for words. */
export function EvaluationForm({ questions, refused }: EvaluationFormProps) {
  const lines = questions.map((question, at) => ({ question, number: at + 1 }));
  return (
    <Form errors={refused?.errors} typed={refused?.typed}>
      <Section heading={evaluation.objectives}>
        <Lines lines={lines.filter(({ question }) => question.objective !== null)} />
      </Section>
      <Section heading={evaluation.course}>
        <Lines lines={lines.filter(({ question }) => question.objective === null)} />
      </Section>
      <TextArea name="comment" label={words.comment} hint={words.commentHint} rows={5} maxLength={2000} optional />
      <Button>{words.send}</Button>
    </Form>
  );
}

interface Line {
  question: EvaluationQuestion;
  /** As a message names it. */
  number: number;
}

function Lines({ lines }: { lines: Line[] }) {
  return lines.map((line) => (
    <Rating key={line.question.id} name={line.question.id} legend={<Legend {...line} />} points={points} />
  ));
}

function Legend({ question, number }: Line) {
  if (!question.objective) return `${words.numbered(number)} ${evaluation.questions[question.id]}`;
  const { verb, text } = question.objective;
  return (
    <>
      {words.numbered(number)} {evaluation.objective}{" "}
      <span data-course="">
        {verb} {text}
      </span>
    </>
  );
}
