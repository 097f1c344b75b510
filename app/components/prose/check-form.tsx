import { Button } from "#app/components/ui/button.tsx";
import { prose } from "#app/messages/prose.ts";
import type { Fill, Piece } from "./pieces.ts";
import { Prose } from "./prose.tsx";

/** A check as a learner may see it: nothing here tells which choice fits. Choices by their place, from 0. */
export interface ShownCheck {
  /** The check's place in its lesson, from 0: what the form sends as `check`. */
  place: number;
  kind: "single" | "multiple";
  stem: Piece[];
  choices: Piece[][];
}

/** What came of an answer: the reasons of each chosen choice and of each that fits. */
export interface AnsweredCheck {
  place: number;
  chosen: number[];
  result: "right" | "not-yet" | "nothing-chosen";
  explained: { place: number; fits: boolean; rationale: Piece[] }[];
}

interface CheckFormProps {
  check: ShownCheck;
  answered?: AnsweredCheck;
  fill: Fill;
}

const words = prose.check;

/** A question inside a lesson: posted to the lesson's own address, answered with the lesson at this check. */
export function CheckForm({ check, answered, fill }: CheckFormProps) {
  const id = checkId(check.place);
  return (
    <section className="check" id={id} aria-label={words.label(check.place + 1)} tabIndex={-1}>
      <form method="post" action={`#${id}`} data-check data-offline={words.offline}>
        <input type="hidden" name="intent" value="check" />
        <input type="hidden" name="check" value={check.place} />
        <fieldset>
          <legend>
            <Prose as="line" pieces={check.stem} fill={fill} />
          </legend>
          <p className="check-result" role="status">
            {answered ? resultIn(answered) : null}
          </p>
          {check.choices.map((pieces, place) => (
            <CheckChoice
              // biome-ignore lint/suspicious/noArrayIndexKey: a choice is known by its place
              key={place}
              {...{ check, place, pieces, answered, fill }}
            />
          ))}
        </fieldset>
        <div className="check-foot">
          <Button kind="quiet">{answered ? words.again : words.submit}</Button>
          <span className="soft">{words.nothingKept}</span>
        </div>
      </form>
    </section>
  );
}

/** Where a check stands in its lesson's page. The underscore keeps it apart from headings' anchors, which have none. */
export function checkId(place: number) {
  return `check_${place + 1}`;
}

interface CheckChoiceProps extends CheckFormProps {
  place: number;
  pieces: Piece[];
}

function CheckChoice({ check, place, pieces, answered, fill }: CheckChoiceProps) {
  const chosen = answered?.chosen.includes(place) ?? false;
  const explained = answered?.explained.find((candidate) => candidate.place === place);
  const whyId = `${checkId(check.place)}_why_${place + 1}`;
  return (
    <div className={explained?.fits ? "check-choice check-fits" : "check-choice"}>
      <label className="choice">
        <input
          type={check.kind === "single" ? "radio" : "checkbox"}
          name="choice"
          value={place}
          defaultChecked={chosen}
          aria-describedby={explained ? whyId : undefined}
        />
        <span className="choice-text">
          <Prose as="line" pieces={pieces} fill={fill} />
        </span>
      </label>
      {explained ? (
        <div className="check-why" id={whyId}>
          <strong>{verdict({ chosen, fits: explained.fits, kind: check.kind })}</strong>{" "}
          <Prose as="line" pieces={explained.rationale} fill={fill} />
        </div>
      ) : null}
    </div>
  );
}

function resultIn({ result }: AnsweredCheck) {
  if (result === "right") return words.right;
  return result === "not-yet" ? words.notYet : words.nothingChosen;
}

function verdict({ chosen, fits, kind }: { chosen: boolean; fits: boolean; kind: ShownCheck["kind"] }) {
  if (chosen) return fits ? words.chosenFits : words.chosenDoesNot;
  return kind === "single" ? words.otherFits : words.alsoFits;
}
