import type { ReactNode } from "react";
import { shared } from "#app/messages/shared.ts";
import { Umbrella } from "./mark.tsx";

interface SheetProps {
  heading: string;
  /** Who issues it. */
  from: string;
  children: ReactNode;
  /** The heading's level in the page. */
  level?: 1 | 2;
  /** Small print at the foot: codes, hashes, what it does not claim. */
  foot?: ReactNode;
}

/** A document that prints on one sheet of A4 or Letter: the completion record. */
export function Sheet({ heading, from, level = 1, children, foot }: SheetProps) {
  const Heading = `h${level}` as const;
  return (
    <article className="sheet">
      <header className="sheet-head">
        <span className="mark">
          <Umbrella /> {shared.projectName}
        </span>
        <span className="sheet-from">{from}</span>
      </header>
      <Heading className="sheet-heading">{heading}</Heading>
      <div className="sheet-body">{children}</div>
      {foot ? <footer className="sheet-foot">{foot}</footer> : null}
    </article>
  );
}
