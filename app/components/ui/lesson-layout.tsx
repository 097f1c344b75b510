import type { ReactNode } from "react";
import { shared } from "#app/messages/shared.ts";
import type { StepState } from "./tick.tsx";

export interface OutlineEntry {
  key: string;
  label: string;
  state: StepState;
  /** Not given while it is locked. */
  to?: string;
}

interface LessonLayoutProps {
  module: { kicker: string; title: string; to: string };
  outline: OutlineEntry[];
  /** BCP 47, where the course is in another language than the interface. */
  language?: string;
  children: ReactNode;
}

/** A lesson in its module: the module's list at the side (folded away on a phone), the text in the reading face. */
export function LessonLayout({ module, outline, language, children }: LessonLayoutProps) {
  return (
    <div className="lesson">
      <nav className="outline" aria-label={shared.moduleMenu}>
        <p className="kicker">{module.kicker}</p>
        <a className="outline-title" href={module.to}>
          {module.title}
        </a>
        <ol className="outline-list">
          {outline.map((entry) => (
            <li key={entry.key} className={`outline-${entry.state}`}>
              <OutlineLine entry={entry} />
            </li>
          ))}
        </ol>
      </nav>
      <article className="lesson-text" lang={language}>
        {children}
      </article>
    </div>
  );
}

function OutlineLine({ entry }: { entry: OutlineEntry }) {
  const state =
    entry.state === "done" || entry.state === "locked" ? (
      <span className="quiet">, {shared.stepStates[entry.state]}</span>
    ) : null;
  if (!entry.to)
    return (
      <span>
        {entry.label}
        {state}
      </span>
    );
  return (
    <a href={entry.to} aria-current={entry.state === "here" ? "page" : undefined}>
      {entry.label}
      {state}
    </a>
  );
}

interface LessonHeadProps {
  /** "Lesson 3 of 4 · 14 minutes". */
  kicker: string;
  title: string;
  /** Objectives it serves, the content note: what to know before reading. */
  children?: ReactNode;
}

export function LessonHead({ kicker, title, children }: LessonHeadProps) {
  return (
    <header className="lesson-head">
      <p className="kicker">{kicker}</p>
      <h1>{title}</h1>
      {children}
    </header>
  );
}

/** The lesson's end: the way back, and the one next step. */
export function LessonFoot({ children }: { children: ReactNode }) {
  return <footer className="lesson-foot">{children}</footer>;
}
