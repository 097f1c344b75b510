import type { ReactNode } from "react";

export interface Entry {
  term: string;
  detail: ReactNode;
}

/** Terms with their details. wide: a column of terms beside one of details; aside: for a narrow side column. */
export function Definition({ entries, layout = "wide" }: { entries: Entry[]; layout?: "wide" | "aside" }) {
  return (
    <dl className={`definition definition-${layout}`}>
      {entries.map(({ term, detail }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
