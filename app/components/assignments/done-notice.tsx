import { assignments as say } from "#app/messages/assignments.ts";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";

/** What was just done, and where one assignment came of it the button that takes it back. */
export function DoneNotice({ notice, undoAt }: { notice: string; undoAt: string | undefined }) {
  return (
    <Notice kind="done">
      <p>{notice}</p>
      {undoAt ? (
        <Form action={undoAt} intent="end" label={say.undo}>
          <Button kind="quiet">{say.undo}</Button>
        </Form>
      ) : null}
    </Notice>
  );
}
