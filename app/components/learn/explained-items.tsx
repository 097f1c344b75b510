import { pointsOf } from "#app/messages/amounts.ts";
import { quizzes } from "#app/messages/quiz.ts";
import type { Fill } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Stack } from "../ui/layout.tsx";
import { type Reason, reasonsIn } from "./reasons.ts";
import type { RenderedExplanation } from "./rendered-items.server.ts";

const words = quizzes.outcome;

interface ExplainedItemsProps {
  items: RenderedExplanation[];
  fill: Fill;
}

/** Every item of a passed quiz with each choice, pair or step explained; the verdict in words. */
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
          {reasonsIn(item).map((reason) => (
            <ExplainedPart key={reason.position} reason={reason} fill={fill} />
          ))}
        </section>
      ))}
    </Stack>
  );
}

function ExplainedPart({ reason, fill }: { reason: Reason; fill: Fill }) {
  return (
    <div className={reason.correct ? "check-choice check-fits" : "check-choice"}>
      <p className="choice-explained">
        {reason.label ? <span className="kicker">{reason.label} </span> : null}
        <Prose as="line" pieces={reason.text} fill={fill} />
      </p>
      <div className="check-why">
        <strong>{reason.verdict}</strong> <Prose as="line" pieces={reason.rationale} fill={fill} />
      </div>
    </div>
  );
}
