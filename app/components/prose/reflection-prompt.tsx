import { ButtonLink } from "#app/components/ui/button.tsx";
import { writing } from "#app/messages/writing.ts";
import type { Fill, Piece } from "./pieces.ts";
import { Prose } from "./prose.tsx";

/** A prompt as it stands in a lesson. */
export interface ShownReflection {
  id: string;
  /** Its place in its lesson, from 0. */
  place: number;
  prompt: Piece[];
}

interface ReflectionPromptProps {
  reflection: ShownReflection;
  fill: Fill;
  /** The page of one's own where it is written on; without it, as in a preview, nothing can be. */
  to?: string;
}

const words = writing.prompt;

/** What a lesson asks its reader to think about. The text has a page of its own: a lesson may be open on any screen. */
export function ReflectionPrompt({ reflection, fill, to }: ReflectionPromptProps) {
  return (
    <section
      className="check"
      id={reflectionId(reflection.place)}
      aria-label={words.label(reflection.place + 1)}
      tabIndex={-1}
    >
      <p className="kicker">{words.kicker}</p>
      <Prose pieces={reflection.prompt} fill={fill} />
      <div className="check-foot">
        {to ? (
          <ButtonLink to={to} kind="quiet">
            {words.write}
          </ButtonLink>
        ) : null}
        <span className="soft">{to ? words.private : words.noneHere}</span>
      </div>
    </section>
  );
}

/** Where a prompt stands in its lesson's page. */
export function reflectionId(place: number) {
  return `reflection_${place + 1}`;
}
