import type { CourseStatistics, ItemStatistic, KnownItem } from "#app/domain/item-statistic/view.ts";
import { author } from "#app/messages/author.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Section, Soft } from "../ui/layout.tsx";

const words = author.statistics;

/** Each item's figures, what is most pressing first. */
export function ItemStatistics({ items }: { items: ItemStatistic[] }) {
  return (
    <Section heading={words.figures}>
      <DataTable
        caption={words.figures}
        quietCaption
        rows={items}
        rowKey={({ quizId, id }) => `${quizId}/${id}`}
        columns={[
          { key: "item", label: words.item, names: true, cell: (item) => <Named item={item} /> },
          { key: "advice", label: words.advice, cell: (item) => <Advised item={item} /> },
          { key: "facility", label: words.facility, align: "end", cell: ({ facility }) => `${percent(facility)}%` },
          { key: "discrimination", label: words.discrimination, align: "end", cell: discriminationIn },
          { key: "choices", label: words.choices, cell: (item) => <Shares item={item} /> },
          { key: "attempts", label: words.attempts, align: "end", cell: (item) => <Attempts item={item} /> },
        ]}
      />
    </Section>
  );
}

/** The items that too few have met yet, with how many have; folded away where there are figures to look at. */
export function ItemsNotYet({ items, fewest, open }: { items: NotYet; fewest: number; open: boolean }) {
  return (
    <Section heading={words.notYet}>
      <p>{words.notYetText(fewest)}</p>
      <Disclosure summary={words.notYetItems(items.length)} open={open}>
        <DataTable
          caption={words.notYet}
          quietCaption
          rows={items}
          rowKey={({ quizId, id }) => `${quizId}/${id}`}
          columns={[
            { key: "item", label: words.item, names: true, cell: (item) => <Named item={item} /> },
            { key: "attempts", label: words.soFar, align: "end", cell: ({ attempts }) => words.of(attempts, fewest) },
          ]}
        />
      </Disclosure>
    </Section>
  );
}

type NotYet = CourseStatistics["notYet"];

function Named({ item: { module, objective, id, opening } }: { item: KnownItem }) {
  return (
    <>
      <span data-course="">{opening}</span>
      <br />
      <Soft>{words.place(module, objective, id)}</Soft>
    </>
  );
}

function Advised({ item: { advice, isEarly } }: { item: ItemStatistic }) {
  if (advice.length === 0) return <Soft>{words.nothing}</Soft>;
  return (
    <>
      {advice.map(({ kind, choices }) => (
        <p key={kind}>{words.advise[kind](choices)}</p>
      ))}
      {isEarly ? <Soft>{words.adviseEarly}</Soft> : null}
    </>
  );
}

function discriminationIn({ discrimination }: ItemStatistic) {
  if (discrimination === null) return <Soft>{words.cannotBeTold}</Soft>;
  const rounded = Math.abs(discrimination).toFixed(2);
  return discrimination < 0 && rounded !== "0.00" ? `−${rounded}` : rounded;
}

function Shares({ item: { choices } }: { item: ItemStatistic }) {
  return (
    <ul className="shares">
      {choices.map(({ id, correct, share }) => (
        <li key={id}>
          {words.share(id, percent(share))}
          {correct ? <Soft> ({words.right})</Soft> : null}
        </li>
      ))}
    </ul>
  );
}

function Attempts({ item: { attempts, isEarly } }: { item: ItemStatistic }) {
  return (
    <>
      {attempts}
      {isEarly ? <Soft> {words.early}</Soft> : null}
    </>
  );
}

function percent(share: number): number {
  return Math.round(share * 100);
}
