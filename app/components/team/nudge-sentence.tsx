import { longestSentence } from "#app/domain/nudge/limits.ts";
import { teamToday as say } from "#app/messages/team-today.ts";
import { Disclosure } from "../ui/disclosure.tsx";
import { Field } from "../ui/field.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { nudgeForm } from "./today-table.tsx";

/** The form of every nudge button of the page, with the sentence that goes along. */
export function NudgeSentence({
  formKey,
  refused,
  withoutMail,
}: {
  formKey: string;
  /** The practice sends no mail: a nudge is noted, and nothing goes with it. */
  withoutMail: boolean;
  refused: { errors: Errors; typed: Typed } | undefined;
}) {
  const typed = refused?.typed.sentence;
  return (
    <Form id={nudgeForm} formKey={formKey} errors={refused?.errors} typed={refused?.typed} label={say.nudge}>
      <NobodyChosen />
      {withoutMail ? (
        <p>{say.withoutMail}</p>
      ) : (
        <Disclosure summary={say.sentence} open={typed !== undefined && typed !== ""}>
          <Field
            name="sentence"
            label={say.sentenceLabel}
            hint={say.sentenceHint}
            maxLength={longestSentence}
            autoComplete="off"
            optional
          />
        </Disclosure>
      )}
    </Form>
  );
}

/**
 * What Enter in the sentence presses: the first button of a form, which without this one would be the nudge of whoever
 * stands first. It names nobody, so that the page asks whom. Drawn out of sight and not `hidden`, since some browsers
 * pass over a button that is not drawn; neither the Tab key nor a screen reader comes to it.
 */
function NobodyChosen() {
  return (
    <button type="submit" name="place" value="" className="quiet" tabIndex={-1} aria-hidden="true">
      {say.nudge}
    </button>
  );
}
