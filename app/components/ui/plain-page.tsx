import type { ReactNode } from "react";
import { shared } from "#app/messages/shared.ts";
import { Dot } from "./mark.tsx";
import { Foot, PageHeading, SkipLink } from "./page.tsx";

/** A page that knows nothing of who looks at it: what went wrong, and the way back. Neutral, and without a menu. */
export function PlainPage({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <header className="bar">
        <a className="mark" href="/learn">
          <Dot /> {shared.neutralName}
        </a>
      </header>
      <main id="page_main" tabIndex={-1} className="page page-reading">
        <PageHeading heading={heading} />
        {children}
      </main>
      <Foot />
    </>
  );
}
