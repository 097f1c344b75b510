import { addresses } from "#app/components/addresses.ts";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import type { LeavingLook } from "#app/domain/person/leaving.ts";
import { leaving as say } from "#app/messages/leaving.ts";

/** What ends as somebody leaves, before it does; or why they cannot. */
export function LeavingOutlook({ personId, outlook }: { personId: string; outlook: LeavingLook }) {
  if (outlook.refused) return <Notice kind="attention">{say.notLeft[outlook.refused]}</Notice>;
  return (
    <>
      <h3>{say.wouldHeading}</h3>
      <ul>
        {say.ends(outlook).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Actions>
        <Form intent="leave" action={addresses.leaving(personId)}>
          <Button kind="danger">{say.leave}</Button>
        </Form>
        <ButtonLink to={addresses.leaving(personId)} kind="quiet">
          {say.stays}
        </ButtonLink>
      </Actions>
    </>
  );
}
