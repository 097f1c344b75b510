import type { Share } from "#app/domain/reflection-share.ts";
import { writing } from "#app/messages/writing.ts";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { Form } from "../ui/form.tsx";
import { Actions, Quiet, Stack } from "../ui/layout.tsx";
import { formatTime } from "../ui/time.tsx";

const words = writing.one;

interface Supervisor {
  id: string;
  name: string;
}

interface ShareListProps {
  shares: Pick<Share, "id" | "readerId" | "readerName" | "sharedAt" | "openedAt" | "earlierOpenedAt">[];
  supervisors: Supervisor[];
  zone: string;
}

/** The copies that were given, each with the way to take it back. */
export function ShareList({ shares, supervisors, zone }: ShareListProps) {
  if (shares.length === 0) return null;
  const at = (time: string) => formatTime({ at: time, zone, show: "date-time" });
  return (
    <Stack gap="small">
      <h3>{words.shares}</h3>
      <ul className="kept-places">
        {shares.map(({ id, readerId, readerName, sharedAt, openedAt, earlierOpenedAt }) => (
          <li key={id}>
            <Actions spread>
              <span>
                {words.sharedOn(readerName, at(sharedAt))} {openedAt ? words.opened(at(openedAt)) : words.notOpened}
                {earlierOpenedAt ? ` ${words.earlierOpened(at(earlierOpenedAt))}` : null}
                {supervisors.some((supervisor) => supervisor.id === readerId) ? null : ` ${words.noLonger}`}
              </span>
              <Form intent="take-back" hidden={{ share: id }}>
                <Button kind="plain">
                  {words.takeBack}
                  <Quiet>{readerName}</Quiet>
                </Button>
              </Form>
            </Actions>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** Says who will see what, before it happens. */
export function ShareForm({
  supervisors,
  seen,
  errors,
}: {
  supervisors: Supervisor[];
  /** When the text on this page was saved. */
  seen: string;
  errors?: Record<string, string>;
}) {
  if (supervisors.length === 0) return <p>{words.nobody}</p>;
  return (
    <Form intent="share" hidden={{ seen }} errors={errors}>
      <p>{words.shareText}</p>
      <Choices
        name="reader"
        kind="one"
        legend={words.shareWith}
        choices={supervisors.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button>{words.shareSubmit}</Button>
    </Form>
  );
}
