import type { MailChoice } from "#app/domain/reminder/choice.ts";
import { letters as say } from "#app/messages/letters.ts";
import { Checkbox } from "../ui/choices.tsx";

/** The kinds of letters with what is stopped ticked; what may not be stopped says so in place of its tick. */
export function LetterChoices({ stopped, overdueMayStop }: { stopped: MailChoice; overdueMayStop: boolean }) {
  return (
    <>
      <p>{say.stop}:</p>
      <Checkbox name="early" label={say.early} hint={say.earlyHint} checked={stopped.early} />
      {overdueMayStop ? <Checkbox name="overdue" label={say.overdue} checked={stopped.overdue} /> : null}
      <Checkbox name="digest" label={say.digest} checked={stopped.digest} />
      {overdueMayStop ? null : <p>{say.overdueStays}</p>}
    </>
  );
}
