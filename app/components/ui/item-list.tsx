import { shared } from "#app/messages/shared.ts";

export interface ItemMark {
  /** From 1. */
  number: number;
  to: string;
  answered: boolean;
  current: boolean;
}

/** The items of an attempt, by number, with whether each is answered. */
export function ItemList({ label, items }: { label: string; items: ItemMark[] }) {
  return (
    <nav className="items" aria-label={label}>
      <ol className="items-list">
        {items.map((item) => (
          <li key={item.number}>
            <a
              href={item.to}
              aria-current={item.current ? "step" : undefined}
              className={item.answered ? "answered" : undefined}
            >
              <span className="quiet">{shared.item} </span>
              {item.number}
              <span className="quiet" data-answered={shared.answered} data-unanswered={shared.notAnswered}>
                {item.answered ? shared.answered : shared.notAnswered}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
