import type { AnsweredItem } from "#app/domain/attempt/view.ts";
import { practiceAgain as words } from "#app/messages/practice-again.ts";
import type { Fill } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { Form } from "../ui/form.tsx";
import { Actions } from "../ui/layout.tsx";
import type { RenderedItem } from "./rendered-items.server.ts";

interface PracticeQuestionProps {
  question: { turn: number; module: number; item: RenderedItem<AnsweredItem> };
  errors?: Record<string, string>;
  fill: Fill;
}

/** The question that is due; nothing in it tells which choice fits. */
export function PracticeQuestion({ question: { turn, module, item }, errors, fill }: PracticeQuestionProps) {
  return (
    <Form intent="answer" hidden={{ turn: String(turn) }} errors={errors}>
      <Choices
        name={practiceField}
        kind={item.kind === "single" ? "one" : "many"}
        tone="question"
        legend={
          <>
            <span className="kicker">{words.fromModule(module)}</span>
            <Prose as="line" pieces={item.stem} fill={fill} />
          </>
        }
        hint={words[item.kind]}
        choices={item.choices.map(({ position, text }) => ({
          value: String(position),
          label: <Prose as="line" pieces={text} fill={fill} />,
        }))}
      />
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
      {choices.map((position) => (
        <input key={position} type="hidden" name={practiceField} value={position} />
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
