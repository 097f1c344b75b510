import type { AnsweredItem } from "#app/domain/attempt/view.ts";
import { quizzes } from "#app/messages/quiz.ts";
import type { Fill } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Quiet, Soft } from "../ui/layout.tsx";
import { Path } from "../ui/path.tsx";
import type { RenderedItem } from "./rendered-items.server.ts";

interface AnswerReviewProps {
  items: RenderedItem<AnsweredItem>[];
  addressOf: (item: number) => string;
  fill: Fill;
}

const words = quizzes.review;

/** Each item with what was chosen, and the way back to it. */
export function AnswerReview({ items, addressOf, fill }: AnswerReviewProps) {
  return (
    <Path
      label={words.heading}
      steps={items.map((item) => ({
        key: String(item.position),
        state: item.chosen.length > 0 ? "done" : "open",
        title: <Prose as="line" pieces={item.stem} fill={fill} />,
        detail: <Chosen item={item} fill={fill} />,
        action: (
          <a href={addressOf(item.position)}>
            {words.change}
            <Quiet>: {quizzes.attempt.question(item.position, items.length)}</Quiet>
          </a>
        ),
      }))}
    />
  );
}

/** What was chosen, in the words of its question. */
export function Chosen({ item, fill }: { item: AnswerReviewProps["items"][number]; fill: Fill }) {
  const chosen = item.choices.filter(({ position }) => item.chosen.includes(position));
  if (chosen.length === 0) return <Soft>{words.noAnswer}</Soft>;
  return (
    <ul>
      {chosen.map(({ position, text }) => (
        <li key={position}>
          <Prose as="line" pieces={text} fill={fill} />
        </li>
      ))}
    </ul>
  );
}
