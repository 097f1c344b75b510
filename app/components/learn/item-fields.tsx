import { quizzes } from "#app/messages/quiz.ts";
import type { Fill } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Choices } from "../ui/choices.tsx";
import { type SelectRow, SelectRows } from "../ui/select-rows.tsx";
import type { RenderedItem, RenderedPart } from "./rendered-items.server.ts";

const words = quizzes.attempt;

type OfKind<Kind> = Extract<RenderedItem, { kind: Kind }>;

interface ItemFieldsProps<Item = RenderedItem> {
  item: Item;
  /** What stands above the question. */
  kicker: string;
  fill: Fill;
}

/** What is filled in to answer an item: choices, a select for each left side, or a number for each step. */
export function ItemFields({ item, kicker, fill }: ItemFieldsProps) {
  if (item.kind === "matching") return <MatchingFields item={item} kicker={kicker} fill={fill} />;
  if (item.kind === "ordering") return <OrderingFields item={item} kicker={kicker} fill={fill} />;
  return (
    <Choices
      name={fieldOf(item)}
      kind={item.kind === "single" ? "one" : "many"}
      tone="question"
      legend={<Legend item={item} kicker={kicker} fill={fill} />}
      hint={words[item.kind]}
      choices={item.choices.map(({ position, text }) => ({ value: String(position), label: line(text, fill) }))}
      chosen={item.chosen.map(String)}
    />
  );
}

/** The right sides stand in full before the fields: in a narrow select their ends would not be seen. */
function MatchingFields({ item, kicker, fill }: ItemFieldsProps<OfKind<"matching">>) {
  const lettered = item.rights.map(({ position, text }) => ({ position, letter: words.letter(position), text }));
  return (
    <SelectRows
      name={fieldOf(item)}
      legend={<Legend item={item} kicker={kicker} fill={fill} />}
      hint={words.matching}
      rows={rowsOf(item.lefts, item.chosen, fill)}
      options={lettered.map(({ position, letter, text }) => ({ value: String(position), label: `${letter}. ${text}` }))}
      none={words.notChosen}
    >
      <p className="hint">{words.toMatch}</p>
      <ul className="lettered" data-course="">
        {lettered.map(({ position, letter, text }) => (
          <li key={position}>
            <span>{letter}.</span> <span>{text}</span>
          </li>
        ))}
      </ul>
    </SelectRows>
  );
}

function OrderingFields({ item, kicker, fill }: ItemFieldsProps<OfKind<"ordering">>) {
  return (
    <SelectRows
      name={fieldOf(item)}
      legend={<Legend item={item} kicker={kicker} fill={fill} />}
      hint={words.ordering}
      rows={rowsOf(item.steps, item.chosen, fill)}
      options={item.steps.map(({ position }) => ({ value: String(position), label: String(position) }))}
      none={words.noNumber}
      once={words.numberTwice}
    />
  );
}

function Legend({ item, kicker, fill }: ItemFieldsProps) {
  return (
    <>
      <span className="kicker">{kicker}</span>
      {line(item.stem, fill)}
    </>
  );
}

function rowsOf(parts: RenderedPart[], chosen: number[], fill: Fill): SelectRow[] {
  return parts.map(({ position, text }, at) => {
    const value = chosen[at] ?? 0;
    return { key: String(position), label: line(text, fill), value: value === 0 ? "" : String(value) };
  });
}

function fieldOf({ position }: RenderedItem): string {
  return `choice-${position}`;
}

function line(text: RenderedPart["text"], fill: Fill) {
  return <Prose as="line" pieces={text} fill={fill} />;
}
