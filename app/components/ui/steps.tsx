interface StepsProps {
  done: number;
  total: number;
  /** The whole in words: "13 of 31 steps · about 3 h 40 min left". */
  text: string;
}

/** How far one is, in steps: a bar for the eye, the words for everyone. */
export function Steps({ done, total, text }: StepsProps) {
  const marks = Array.from({ length: total }, (_, step) => ({ step, state: stateOf(step, done) }));
  return (
    <div className="steps">
      <div className="steps-bar" aria-hidden="true">
        {marks.map(({ step, state }) => (
          <i key={step} className={state} />
        ))}
      </div>
      <p className="steps-text">{text}</p>
    </div>
  );
}

function stateOf(step: number, done: number) {
  if (step < done) return "done";
  return step === done ? "here" : undefined;
}
