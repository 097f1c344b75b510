import { shared } from "#app/messages/shared.ts";

export type StepState = "done" | "here" | "open" | "locked";

/** The state of a step: a sign for the eye and the word for everyone. */
export function Tick({ state, number }: { state: StepState; number?: number }) {
  return (
    <span className={`tick tick-${state}`}>
      <span aria-hidden="true">{state === "done" ? "✓" : number}</span>
      <span className="quiet">{shared.stepStates[state]}</span>
    </span>
  );
}
