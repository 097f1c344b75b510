import type { AnsweredItem } from "#app/domain/attempt/view.ts";
import { quizzes } from "#app/messages/quiz.ts";
import type { Fill } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { Form } from "../ui/form.tsx";
import { Actions } from "../ui/layout.tsx";
import type { RenderedItem } from "./rendered-items.server.ts";

const words = quizzes.attempt;

interface ItemFormProps {
  item: RenderedItem<AnsweredItem>;
  of: number;
  isCurrent: boolean;
  addressOf: (item: number) => string;
  /** Where the script saves the answer. */
  saveAt: string;
  errors?: Record<string, string>;
  fill: Fill;
}

/** One item of an open attempt, saved by itself. Those that are not the current one wait hidden for the script. */
export function ItemForm({ item, of, isCurrent, addressOf, saveAt, errors, fill }: ItemFormProps) {
  const { position, kind, stem, choices, chosen, version } = item;
  return (
    <section id={`item_${position}`} data-item={position} hidden={!isCurrent}>
      <Form
        action={addressOf(position)}
        intent="continue"
        hidden={{ item: String(position), version: String(version) }}
        label={words.question(position, of)}
        errors={errors}
        autosave={saveAt}
      >
        <Choices
          name={`choice-${position}`}
          kind={kind === "single" ? "one" : "many"}
          tone="question"
          legend={
            <>
              <span className="kicker">{words.question(position, of)}</span>
              <Prose as="line" pieces={stem} fill={fill} />
            </>
          }
          hint={words[kind]}
          choices={choices.map((choice) => ({
            value: String(choice.position),
            label: <Prose as="line" pieces={choice.text} fill={fill} />,
          }))}
          chosen={chosen.map(String)}
        />
        <Actions>
          <Button>{words.save}</Button>
          {position > 1 ? (
            <ButtonLink kind="quiet" rel="prev" to={addressOf(position - 1)}>
              {words.previous}
            </ButtonLink>
          ) : null}
          {position < of ? (
            <ButtonLink kind="quiet" rel="next" to={addressOf(position + 1)}>
              {words.next}
            </ButtonLink>
          ) : null}
        </Actions>
      </Form>
    </section>
  );
}
