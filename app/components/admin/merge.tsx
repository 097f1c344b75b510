import { addresses } from "#app/components/addresses.ts";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Actions } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import type { MergeLook } from "#app/domain/person/merging.ts";
import { leaving as say } from "#app/messages/leaving.ts";

/** Asks which account is to go; looking does nothing. */
export function MergeForm({ refused }: { refused: { errors: Errors; typed: Typed } | undefined }) {
  return (
    <Form {...refused} intent="look">
      <Field name="email" label={say.other} hint={say.otherHint} type="email" inputMode="email" autoComplete="off" />
      <Button kind="quiet">{say.look}</Button>
    </Form>
  );
}

/** What merging would do, or why it may not be. */
export function MergeOutlook({ outlook }: { outlook: MergeLook }) {
  const { gone, survivor, refused } = outlook;
  const back = (
    <ButtonLink to={`${addresses.leaving(survivor.id)}#merge`} kind="quiet">
      {say.another}
    </ButtonLink>
  );
  if (refused) {
    return (
      <>
        <Notice kind="attention">{say.notMerged[refused]}</Notice>
        <Actions>{back}</Actions>
      </>
    );
  }
  return (
    <>
      <h3>{say.wouldHeading}</h3>
      <ul>
        {say.would(outlook).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Actions>
        <Form intent="merge" hidden={{ gone: gone.id }}>
          <Button kind="danger">{say.merge}</Button>
        </Form>
        {back}
      </Actions>
    </>
  );
}
