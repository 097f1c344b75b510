import { pointsOf } from "#app/messages/amounts.ts";
import { quizzes } from "#app/messages/quiz.ts";
import type { Fill } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Stack } from "../ui/layout.tsx";
import type { RenderedExplanation } from "./rendered-items.server.ts";

const words = quizzes.outcome;

interface ExplainedItemsProps {
  items: RenderedExplanation[];
  fill: Fill;
}

/** Every item of a passed quiz with each choice explained, chosen or not; the verdict in words. */
export function ExplainedItems({ items, fill }: ExplainedItemsProps) {
  return (
    <Stack>
      {items.map((item) => (
        <section key={item.position} className="check">
          <p className="kicker">
            {quizzes.attempt.question(item.position, items.length)} · {words.earned(pointsOf(item.score, 1))}
          </p>
          <h3>
            <Prose as="line" pieces={item.stem} fill={fill} />
          </h3>
          {item.choices.map((choice) => (
            <ExplainedChoice key={choice.position} choice={choice} fill={fill} />
          ))}
        </section>
      ))}
    </Stack>
  );
}

function ExplainedChoice({ choice, fill }: { choice: RenderedExplanation["choices"][number]; fill: Fill }) {
  return (
    <div className={choice.correct ? "check-choice check-fits" : "check-choice"}>
      <p className="choice-explained">
        <Prose as="line" pieces={choice.text} fill={fill} />
      </p>
      <div className="check-why">
        <strong>{verdictOn(choice)}</strong> <Prose as="line" pieces={choice.rationale} fill={fill} />
      </div>
    </div>
  );
}

function verdictOn({ chosen, correct }: { chosen: boolean; correct: boolean }): string {
  if (chosen) return correct ? words.chosenFits : words.chosenDoesNot;
  return correct ? words.alsoFits : words.fitsNot;
}
