import { practiceAgain as words } from "#app/messages/practice-again.ts";
import type { Fill } from "../prose/pieces.ts";
import { Button } from "../ui/button.tsx";
import { Form, type Typed } from "../ui/form.tsx";
import { Actions } from "../ui/layout.tsx";
import { ItemFields } from "./item-fields.tsx";
import type { RenderedItem } from "./rendered-items.server.ts";

interface PracticeQuestionProps {
  question: { turn: number; module: number; item: RenderedItem };
  errors?: Record<string, string>;
  typed?: Typed;
  fill: Fill;
}

/** The question that is due; nothing in it tells which choice fits. */
export function PracticeQuestion({ question: { turn, module, item }, errors, typed, fill }: PracticeQuestionProps) {
  return (
    <Form intent="answer" hidden={{ turn: String(turn) }} errors={errors} typed={typed}>
      <ItemFields item={item} kicker={words.fromModule(module)} fill={fill} />
      <Actions>
        <Button>{words.submit}</Button>
      </Actions>
    </Form>
  );
}

/** What follows an answer: how easily it came where it was right, else on. The answer is sent again to be judged. */
export function PracticeRating({ turn, choices, isRight }: { turn: number; choices: number[]; isRight: boolean }) {
  return (
    <Form intent="rate" hidden={{ turn: String(turn) }} label={isRight ? words.howWasIt : words.next}>
      {choices.map((position, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
        <input key={at} type="hidden" name={practiceField} value={position === 0 ? "" : position} />
      ))}
      {isRight ? (
        <p>
          <strong>{words.howWasIt}</strong> {words.howWasItText}
        </p>
      ) : (
        <p>{words.notYetText}</p>
      )}
      <Actions>
        {isRight ? (
          (["hard", "good", "easy"] as const).map((ease) => (
            <Button key={ease} kind="quiet" name="ease" value={ease}>
              {words.ease[ease]}
            </Button>
          ))
        ) : (
          <Button>{words.next}</Button>
        )}
      </Actions>
    </Form>
  );
}

/** One question stands alone, so that it is the first. */
export const practiceField = "choice-1";
