import { withdrawalReasons } from "#app/domain/sign-off/reasons.ts";
import type { SignOff } from "#app/domain/sign-off.ts";
import { signOff } from "#app/messages/sign-off.ts";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Form } from "../ui/form.tsx";
import { Section, Soft } from "../ui/layout.tsx";
import { formatTime } from "../ui/time.tsx";

type Given = SignOff & { isOwn: boolean };

const words = signOff.given;

/** What was signed off, and a way to take one's own back while the course is open. */
export function GivenSignOffs({ given, zone, isOpen }: { given: Given[]; zone: string; isOpen: boolean }) {
  const own = given.find(({ isOwn, withdrawn }) => isOwn && !withdrawn);
  return (
    <Section heading={words.heading}>
      {given.length === 0 ? (
        <p>
          <Soft>{words.none}</Soft>
        </p>
      ) : (
        <SignOffTable given={given} zone={zone} />
      )}
      {own && isOpen ? (
        <Disclosure summary={words.takeBack}>
          <Form>
            <input type="hidden" name="intent" value="withdraw" />
            <input type="hidden" name="signOff" value={own.id} />
            <Choices
              name="why"
              legend={words.why}
              kind="one"
              choices={withdrawalReasons.map((value) => ({ value, label: words.reasons[value] }))}
            />
            <Button kind="quiet">{words.act}</Button>
          </Form>
        </Disclosure>
      ) : null}
    </Section>
  );
}

/** The same for whoever may see it: its learner, and those who supervise them. */
export function SignOffTable({ given, zone }: { given: SignOff[]; zone: string }) {
  return (
    <DataTable
      caption={words.caption}
      quietCaption
      rows={given}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "day",
          label: words.day,
          names: true,
          cell: ({ observedOn }) => formatTime({ at: `${observedOn}T12:00:00.000Z`, zone: "UTC" }),
        },
        { key: "by", label: words.by, cell: ({ byName }) => byName },
        { key: "outcome", label: words.outcome, cell: (one) => outcomeOf(one, zone) },
      ]}
    />
  );
}

function outcomeOf({ met, observed, withdrawn }: SignOff, zone: string): string {
  if (withdrawn) return words.takenBack(`${words.reasons[withdrawn.why]}, ${formatTime({ at: withdrawn.at, zone })}`);
  return met ? words.met : words.notMet(Object.values(observed).filter((one) => one === "not-yet").length);
}
