import { vignettes as words } from "#app/messages/vignettes.ts";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import type { ShownReference } from "./lesson-references.tsx";
import type { Fill, Piece } from "./pieces.ts";
import { Prose } from "./prose.tsx";
import type { ShownChosen, VignetteProps } from "./shown-vignette.ts";
import { VignetteFrame } from "./vignette-frame.tsx";
import { Move } from "./vignette-move.tsx";
import { VignetteSources } from "./vignette-sources.tsx";

/** A whole case, to be read from beginning to end. */
export interface ShownVignetteText {
  /** `number` and `to` are 0 for endings. */
  scenes: { number: number; text: Piece[]; options: (ShownChosen & { to: number })[] }[];
  debrief: Piece[];
  references: ShownReference[];
}

interface VignetteTextProps extends Omit<VignetteProps, "error"> {
  text: ShownVignetteText;
  /** Whether reading it can still count; not in a preview. */
  counts: boolean;
}

/** The case as text, with the button that says it was read. */
export function VignetteTextSection({ vignette, text, to, finishedOn, counts, fill }: VignetteTextProps) {
  return (
    <VignetteFrame vignette={vignette} said={words.said.text} finishedOn={finishedOn} isBeginning>
      <p tabIndex={-1} data-vignette-focus>
        {words.text.lead}
      </p>
      {text.scenes.map((scene, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the scenes of a release never change their order
        <ScenePart key={at} scene={scene} fill={fill} />
      ))}
      <div className="vignette-part">
        <h3>{words.debrief}</h3>
        <Prose pieces={text.debrief} fill={fill} />
      </div>
      <VignetteSources references={text.references} fill={fill} />
      {counts && finishedOn === undefined ? (
        <Form action={to} intent="read">
          <p>{words.text.readText}</p>
          <Button kind="quiet">{words.text.readIt}</Button>
        </Form>
      ) : null}
      <div className="vignette-foot">
        <Move to={to} vignette={vignette}>
          {words.asScenes}
        </Move>
      </div>
    </VignetteFrame>
  );
}

function ScenePart({ scene, fill }: { scene: ShownVignetteText["scenes"][number]; fill: Fill }) {
  const { number, text, options } = scene;
  return (
    <div className="vignette-part">
      <h3>{number === 0 ? words.text.ending : words.text.scene(number)}</h3>
      <Prose pieces={text} fill={fill} />
      {options.length > 0 ? (
        <ul className="vignette-told">
          {options.map(({ option, quality, consequence, feedback, to }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
            <li key={at}>
              <p className="vignette-chosen">
                <Prose as="line" pieces={option} fill={fill} />
              </p>
              <Prose pieces={consequence} fill={fill} />
              <p>
                <strong>{words.quality[quality]}.</strong>
              </p>
              <Prose pieces={feedback} fill={fill} />
              <p className="soft">{words.text.goesTo(to)}</p>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
