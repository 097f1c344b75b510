import { quizzes } from "#app/messages/quiz.ts";
import type { Fill } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Soft } from "../ui/layout.tsx";
import type { RenderedItem, RenderedPart } from "./rendered-items.server.ts";

const words = quizzes.review;

interface GivenAnswerProps {
  item: RenderedItem;
  fill: Fill;
}

/** What was answered to one item so far; what is left open is said. */
export function GivenAnswer({ item, fill }: GivenAnswerProps) {
  if (item.chosen.every((position) => position === 0)) return <Soft>{words.noAnswer}</Soft>;
  return (
    <>
      {item.answered ? null : <Soft>{words.partly}</Soft>}
      <Given item={item} fill={fill} />
    </>
  );
}

function Given({ item, fill }: GivenAnswerProps) {
  if (item.kind === "matching") return <Matches item={item} fill={fill} />;
  if (item.kind === "ordering") {
    const numbered = item.steps.flatMap((step, at) => {
      const number = item.chosen[at] ?? 0;
      return number === 0 ? [] : [{ ...step, number }];
    });
    return <Lines parts={numbered.sort((a, b) => a.number - b.number)} fill={fill} />;
  }
  return <Lines parts={item.choices.filter(({ position }) => item.chosen.includes(position))} fill={fill} />;
}

/** A part as it is answered; one with a number begins with it, since a number before it may be missing. */
function Lines({ parts, fill }: { parts: (RenderedPart & { number?: number })[]; fill: Fill }) {
  return (
    <ul>
      {parts.map(({ position, number, text }) => (
        <li key={position} className={number === undefined ? undefined : "numbered"}>
          {number === undefined ? null : <span>{number}.</span>}
          <Prose as="line" pieces={text} fill={fill} />
        </li>
      ))}
    </ul>
  );
}

function Matches({ item, fill }: { item: Extract<RenderedItem, { kind: "matching" }>; fill: Fill }) {
  return (
    <ul>
      {item.lefts.map(({ position, text }, at) => {
        const right = item.rights[(item.chosen[at] ?? 0) - 1];
        return (
          <li key={position}>
            <Prose as="line" pieces={text} fill={fill} />
            {": "}
            {right ? <strong data-course="">{right.text}</strong> : <Soft>{words.noneYet}</Soft>}
          </li>
        );
      })}
    </ul>
  );
}
