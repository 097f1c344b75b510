import { vignettes as words } from "#app/messages/vignettes.ts";
import { Button } from "../ui/button.tsx";
import { ErrorSummary, fieldId } from "../ui/error-summary.tsx";
import { describedBy, HintAndError } from "../ui/field.tsx";
import type { Fill, Piece } from "./pieces.ts";
import { Prose } from "./prose.tsx";
import { sectionId } from "./shown-vignette.ts";

interface VignetteOptionsProps {
  id: string;
  to: string;
  path: number[];
  options: Piece[][];
  error?: string;
  fill: Fill;
}

/** What one may say or do in a scene, by its place from 0; the way here travels along and is walked anew. */
export function VignetteOptions({ id, to, path, options, error, fill }: VignetteOptionsProps) {
  const field = `choice_${id}`;
  return (
    <form
      method="post"
      action={`${to}#${sectionId({ id })}`}
      className="vignette-part"
      data-vignette
      data-offline={words.offline}
    >
      <ErrorSummary errors={error ? [{ field, message: error }] : []} />
      <input type="hidden" name="intent" value="choose" />
      <input type="hidden" name="path" value={path.join("-")} />
      <fieldset aria-describedby={describedBy(fieldId(field), undefined, error)}>
        <legend>{words.ask}</legend>
        <HintAndError id={fieldId(field)} error={error} />
        {options.map((pieces, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
          <label className="choice" key={place}>
            <input
              id={place === 0 ? fieldId(field) : undefined}
              type="radio"
              name="choice"
              value={place}
              aria-invalid={error ? true : undefined}
            />
            <span className="choice-text">
              <Prose as="line" pieces={pieces} fill={fill} />
            </span>
          </label>
        ))}
      </fieldset>
      <div className="check-foot">
        <Button kind="quiet">{words.choose}</Button>
      </div>
    </form>
  );
}
