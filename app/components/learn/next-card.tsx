import type { Outline } from "#app/domain/progress/outline.ts";
import { learn } from "#app/messages/learn.ts";
import { type Asked, DueLine } from "../standing/due-line.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Steps } from "../ui/steps.tsx";
import { addressOf, describeStep } from "./next-step.ts";

/** The one thing to do next in a course, with how far one is. */
export function NextCard({ outline, level, asked = null }: { outline: Outline; level: 1 | 2; asked?: Asked | null }) {
  const { kicker, heading, detail } = describeStep(outline);
  const { done, total } = outline.steps;
  const isDone = outline.next.kind === "record";
  return (
    <Card kicker={kicker} heading={heading} level={level}>
      {detail ? <p>{detail}</p> : null}
      <DueLine asked={asked} />
      <Steps done={done} total={total} text={learn.steps(done, total, outline.minutesLeft)} />
      <ButtonLink to={addressOf(outline.courseId, outline.next)}>
        {isDone ? learn.learning.seeRecord : learn.learning.continue}
      </ButtonLink>
    </Card>
  );
}
