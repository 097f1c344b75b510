import { addresses } from "#app/components/addresses.ts";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Soft, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import type { PeopleImport } from "#app/domain/people-import.ts";
import { peopleImport as say } from "#app/messages/people-import.ts";

/** What can be done with a list that is not finished, and what there is to know of it first. */
export function ImportAct({ found }: { found: PeopleImport }) {
  const { id, state, counts, left, leftOut, emptyLines } = found;
  return (
    <Stack>
      {state === "begun" ? <Notice kind="attention">{say.stoppedText(left)}</Notice> : null}
      {leftOut.length > 0 ? <p>{say.leftOut(leftOut)}</p> : null}
      {emptyLines.length > 0 ? <p>{say.emptyLines(emptyLines)}</p> : null}
      <p>{left > 0 ? say.confirmText : say.nothingToDo}</p>
      <Actions>
        {left > 0 || state === "begun" ? (
          <Form action={addresses.importLines(id)} intent="confirm">
            <Button>{state === "begun" ? say.goOn : say.confirm(counts)}</Button>
          </Form>
        ) : null}
        <Form action={addresses.importLines(id)} intent="abandon">
          <Button kind="quiet">{say.abandon}</Button>
        </Form>
      </Actions>
      {counts.refused > 0 ? (
        <Stack gap="small">
          <p>
            <ButtonLink to={addresses.importRefused(id)} kind="quiet">
              {say.refusedFile}
            </ButtonLink>
          </p>
          <p>
            <Soft>{say.refusedHint}</Soft>
          </p>
        </Stack>
      ) : null}
    </Stack>
  );
}

/** What came of a list, and the links where no mail carries them. */
export function ImportOutcome({
  found: { id, counts, overtaken },
  byMail,
  formKey,
}: {
  found: PeopleImport;
  byMail: boolean;
  formKey: string;
}) {
  return (
    <Stack>
      {overtaken > 0 ? <Notice kind="attention">{say.overtaken(overtaken)}</Notice> : null}
      <p>{say.deleted}</p>
      {counts.invited > 0 && byMail ? <p>{say.byMail}</p> : null}
      {counts.invited > 0 && !byMail ? (
        <Form action={addresses.importLinks(id)} formKey={formKey}>
          <p>{say.linksText}</p>
          <Button>{say.links}</Button>
        </Form>
      ) : null}
    </Stack>
  );
}
