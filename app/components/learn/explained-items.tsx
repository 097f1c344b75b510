import { pointsOf } from "#app/messages/amounts.ts";
import { quizzes } from "#app/messages/quiz.ts";
import type { Fill } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Card } from "../ui/card.tsx";
import { Soft, Stack } from "../ui/layout.tsx";
import { Standing } from "../ui/standing.tsx";
import type { RenderedExplanation } from "./rendered-items.server.ts";

const words = quizzes.outcome;

/** Every item of a passed quiz with each choice explained, chosen or not; the verdict in words. */
export function ExplainedItems({ items, fill }: { items: RenderedExplanation[]; fill: Fill }) {
  return (
    <Stack>
      {items.map((item) => (
        <Card
          key={item.position}
          level={3}
          kicker={`${quizzes.attempt.question(item.position, items.length)} · ${words.earned(pointsOf(item.score, 1))}`}
          heading={<Prose as="line" pieces={item.stem} fill={fill} />}
        >
          <ul>
            {item.choices.map((choice) => (
              <li key={choice.position}>
                <Prose as="line" pieces={choice.text} fill={fill} />{" "}
                <Standing tone={choice.correct ? "good" : "plain"}>{verdictOn(choice)}</Standing>
                <p>
                  <Soft>
                    <Prose as="line" pieces={choice.rationale} fill={fill} />
                  </Soft>
                </p>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </Stack>
  );
}

function verdictOn({ chosen, correct }: { chosen: boolean; correct: boolean }): string {
  if (chosen) return correct ? words.chosenFits : words.chosenDoesNot;
  return correct ? words.alsoFits : words.fitsNot;
}
