import type { ReactNode } from "react";

/** Things under each other. gap in steps of eight pixels: small 8, normal 24, large 48. */
export function Stack({ gap = "normal", children }: { gap?: "small" | "normal" | "large"; children: ReactNode }) {
  return <div className={`stack stack-${gap}`}>{children}</div>;
}

/** The page's matter with a side column, which stands below where there is no room. */
export function Columns({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className="columns">
      <div className="columns-main">{children}</div>
      <div className="columns-aside">{aside}</div>
    </div>
  );
}

/** Buttons and links in a row; wraps. spread: the first at the start, the last at the end. */
export function Actions({ spread = false, children }: { spread?: boolean; children: ReactNode }) {
  return <div className={spread ? "actions actions-spread" : "actions"}>{children}</div>;
}

/** A part of a page under its own heading. */
export function Section({ heading, id, children }: { heading: string; id?: string; children: ReactNode }) {
  return (
    <section className="section" id={id}>
      <h2>{heading}</h2>
      {children}
    </section>
  );
}

/** Words in the softer ink, for what is second to the line above. */
export function Soft({ children }: { children: ReactNode }) {
  return <span className="soft">{children}</span>;
}

/** Words for who listens to the page; not seen. */
export function Quiet({ children }: { children: ReactNode }) {
  return <span className="quiet">{children}</span>;
}
