import { quizzes } from "#app/messages/quiz.ts";
import type { Fill } from "../prose/pieces.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { Actions } from "../ui/layout.tsx";
import { Notice } from "../ui/notice.tsx";
import { GivenAnswer } from "./given-answer.tsx";
import { ItemFields } from "./item-fields.tsx";
import type { RenderedItem } from "./rendered-items.server.ts";

const words = quizzes.attempt;

interface ItemFormProps {
  item: RenderedItem;
  of: number;
  isCurrent: boolean;
  addressOf: (item: number) => string;
  /** Where the script saves the answer. */
  saveAt: string;
  /** What was sent and not taken: it stays chosen; what is saved stands below it where that is newer. */
  refused?: { errors: Errors; typed: Typed; isOlder?: boolean };
  fill: Fill;
}

/** One item of an open attempt, saved by itself. Those that are not the current one wait hidden for the script. */
export function ItemForm({ item, of, isCurrent, addressOf, saveAt, refused, fill }: ItemFormProps) {
  const { position, version } = item;
  return (
    <section id={`item_${position}`} data-item={position} hidden={!isCurrent}>
      <Form
        action={addressOf(position)}
        intent="continue"
        hidden={{ item: String(position), version: String(version) }}
        label={words.question(position, of)}
        errors={refused?.errors}
        typed={refused?.typed}
        autosave={saveAt}
      >
        <ItemFields item={item} kicker={words.question(position, of)} fill={fill} />
        {refused?.isOlder ? (
          <Notice kind="attention" title={words.standing}>
            <GivenAnswer item={item} fill={fill} />
            <p>{words.keepYours}</p>
          </Notice>
        ) : null}
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
