import type { ReactNode } from "react";
import { type StepState, Tick } from "./tick.tsx";

export interface PathStep {
  key: string;
  state: StepState;
  title: ReactNode;
  /** Leads to the step; not given while it is locked. */
  to?: string;
  /** What it holds, how far one is, or why it is locked. */
  detail?: ReactNode;
  /** A link or button at the row's end. */
  action?: ReactNode;
  number?: number;
}

/** Steps in their order, each with its state: modules, lessons, the rules of completion. */
export function Path({ steps, label, numbered = true }: { steps: PathStep[]; label?: string; numbered?: boolean }) {
  return (
    <ol className="path" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.key} className={`path-${step.state}`}>
          <Tick state={step.state} number={numbered ? (step.number ?? index + 1) : undefined} />
          <div className="path-text">
            <p className="path-title">{step.to ? <a href={step.to}>{step.title}</a> : step.title}</p>
            {step.detail ? <div className="path-detail">{step.detail}</div> : null}
          </div>
          {step.action ? <div className="path-action">{step.action}</div> : null}
        </li>
      ))}
    </ol>
  );
}
