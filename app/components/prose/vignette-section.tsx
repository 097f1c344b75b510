import { vignettes as words } from "#app/messages/vignettes.ts";
import { Callout } from "../ui/callout.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import type { Fill } from "./pieces.ts";
import { Prose } from "./prose.tsx";
import type { ShownChosen, VignetteProps } from "./shown-vignette.ts";
import { VignetteFrame } from "./vignette-frame.tsx";
import { Move } from "./vignette-move.tsx";
import { VignetteOptions } from "./vignette-options.tsx";
import { VignetteSources } from "./vignette-sources.tsx";

/** One scene of a case: what came of the last choice, what happens next, and what one may do. */
export function VignetteSection({ vignette, to, finishedOn, error, fill }: VignetteProps) {
  const { standing } = vignette;
  const { path, last, text, options, debrief, references } = standing;
  const said = error ?? (debrief ? words.said.ended : last ? words.said.next : words.said.begun);
  const before = path.slice(0, -1).join("-");
  return (
    <VignetteFrame vignette={vignette} said={said} finishedOn={finishedOn} isBeginning={path.length === 0}>
      {options.length === 0 ? <ErrorSummary errors={error ? [{ field: "form", message: error }] : []} /> : null}
      {last ? <ChosenPart chosen={last} fill={fill} /> : null}
      <div className="vignette-part">
        {last ? <h3>{debrief ? words.ending : words.next}</h3> : null}
        <Prose pieces={text} fill={fill} />
      </div>
      {debrief ? (
        <div className="vignette-part">
          <h3>{words.debrief}</h3>
          <Prose pieces={debrief} fill={fill} />
        </div>
      ) : null}
      <VignetteSources references={references} fill={fill} />
      {options.length > 0 ? (
        <VignetteOptions id={vignette.id} to={to} path={path} options={options} error={error} fill={fill} />
      ) : null}
      <div className="vignette-foot">
        {path.length > 0 ? <Move {...{ to, vignette, path: before }}>{words.back}</Move> : null}
        {path.length > 1 ? <Move {...{ to, vignette, path: "" }}>{words.restart}</Move> : null}
        <Move {...{ to, vignette, intent: "text" }}>{words.asText}</Move>
      </div>
    </VignetteFrame>
  );
}

function ChosenPart({ chosen, fill }: { chosen: ShownChosen; fill: Fill }) {
  return (
    <div className="vignette-part">
      <h3 tabIndex={-1} data-vignette-focus>
        {words.cameOfIt}
      </h3>
      <p className="vignette-chosen">
        {words.chosen}: <Prose as="line" pieces={chosen.option} fill={fill} />
      </p>
      <Prose pieces={chosen.consequence} fill={fill} />
      <Callout title={words.quality[chosen.quality]}>
        <Prose pieces={chosen.feedback} fill={fill} />
      </Callout>
    </div>
  );
}
