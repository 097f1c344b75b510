import type { ReactNode } from "react";
import { shared } from "#app/messages/shared.ts";
import { Umbrella } from "./mark.tsx";
import { Foot, PageHeading, SkipLink } from "./page.tsx";

interface PublicPageProps {
  heading: string;
  kicker?: ReactNode;
  lead?: ReactNode;
  /** A link at the header's end, as "Sign in". */
  aside?: { to: string; label: string };
  /** form: a narrow column; reading: a column of text. */
  width?: "form" | "reading";
  children: ReactNode;
}

/** A page for who is signed out: the project's mark and name, no menu. */
export function PublicPage({ heading, kicker, lead, aside, width = "form", children }: PublicPageProps) {
  return (
    <>
      <SkipLink />
      <header className="bar">
        <a className="mark" href="/">
          <Umbrella /> {shared.projectName}
        </a>
        {aside ? (
          <div className="bar-end">
            <a href={aside.to}>{aside.label}</a>
          </div>
        ) : null}
      </header>
      <main id="page_main" tabIndex={-1} className={`page page-${width}`}>
        <PageHeading heading={heading} kicker={kicker} lead={lead} />
        {children}
      </main>
      <Foot />
    </>
  );
}
