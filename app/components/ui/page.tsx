import type { ReactNode } from "react";
import { shared } from "#app/messages/shared.ts";
import { BackLink } from "./back-link.tsx";
import { type Door, MainMenu } from "./main-menu.tsx";
import { Dot } from "./mark.tsx";

/** What the header of a signed-in page says about the visitor. */
export interface Chrome {
  /** Their id, by which the browser knows whose unsent answers it holds. */
  person: string;
  name: string;
  doors: Door[];
}

interface PageProps {
  chrome: Chrome;
  /** The key of the door this page stands behind; "account" for the account pages. */
  current?: string;
  /** The page's h1. Without it the children bring their own (a lesson does). */
  heading?: string;
  kicker?: ReactNode;
  /** A sentence under the heading. */
  lead?: ReactNode;
  back?: { to: string; label: string };
  /** standard: up to 70rem; reading: one column of text and forms. */
  width?: "standard" | "reading";
  children: ReactNode;
}

/** A signed-in page: neutral in every word and sign of its frame (decision 20). */
export function Page({ chrome, current, heading, kicker, lead, back, width = "standard", children }: PageProps) {
  return (
    <>
      <SkipLink />
      <header className="bar" data-signed-in={chrome.person}>
        <a className="mark" href="/learn">
          <Dot /> {shared.neutralName}
        </a>
        <MainMenu doors={chrome.doors} current={current} />
        <div className="bar-end">
          <a href="/account" aria-current={current === "account" ? "page" : undefined} title={chrome.name}>
            {shared.account}
          </a>
          <form method="post" action="/sign-out" data-ask={shared.waiting.ask}>
            <button type="submit">{shared.signOut}</button>
          </form>
        </div>
      </header>
      <Waiting />
      <main id="page_main" tabIndex={-1} className={`page page-${width}`}>
        {back ? <BackLink to={back.to}>{back.label}</BackLink> : null}
        {heading ? <PageHeading heading={heading} kicker={kicker} lead={lead} /> : null}
        {children}
      </main>
      <Foot />
    </>
  );
}

/** What waits in this browser for a connection is said here (app/enhance/waiting.ts); empty without it. */
function Waiting() {
  const { answer, answers, read, reads, sent, signedOut, refused, look } = shared.waiting;
  return (
    <output
      className="waiting"
      data-waiting
      data-answer={answer}
      data-answers={answers}
      data-read={read}
      data-reads={reads}
      data-sent={sent}
      data-signed-out={signedOut}
      data-refused={refused}
      data-look={look}
    />
  );
}

export function SkipLink() {
  return (
    <a className="skip" href="#page_main">
      {shared.skip}
    </a>
  );
}

export function PageHeading({ heading, kicker, lead }: { heading: string; kicker?: ReactNode; lead?: ReactNode }) {
  return (
    <div className="page-heading">
      {kicker ? <p className="kicker">{kicker}</p> : null}
      <h1>{heading}</h1>
      {lead ? <p className="lead">{lead}</p> : null}
    </div>
  );
}

/** The same two links in the same place on every page. */
export function Foot() {
  return (
    <footer className="foot">
      <a href="/privacy">{shared.privacy}</a>
      <a href="/accessibility">{shared.accessibility}</a>
    </footer>
  );
}
