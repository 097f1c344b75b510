import { quizzes } from "#app/messages/quiz.ts";
import type { Fill } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Quiet } from "../ui/layout.tsx";
import { Path } from "../ui/path.tsx";
import { GivenAnswer } from "./given-answer.tsx";
import type { RenderedItem } from "./rendered-items.server.ts";

interface AnswerReviewProps {
  items: RenderedItem[];
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
        state: item.answered ? "done" : "open",
        title: <Prose as="line" pieces={item.stem} fill={fill} />,
        detail: <GivenAnswer item={item} fill={fill} />,
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
