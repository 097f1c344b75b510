import type { ReactNode } from "react";

interface CardProps {
  heading?: ReactNode;
  kicker?: ReactNode;
  /** The heading's level in the page. */
  level?: 1 | 2 | 3;
  children?: ReactNode;
}

/** A thing that can be picked up: the next step, a course, a record. */
export function Card({ heading, kicker, level = 2, children }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <section className="card">
      {kicker ? <p className="kicker">{kicker}</p> : null}
      {heading ? <Heading className="card-heading">{heading}</Heading> : null}
      {children}
    </section>
  );
}
