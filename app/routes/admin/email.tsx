import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Copyable } from "#app/components/ui/copyable.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findWaiting, handOverEmailLink } from "#app/domain/email-change.ts";
import { findPerson } from "#app/domain/person.ts";
import { field } from "#app/fields.ts";
import { formKey, neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { emailLink as say } from "#app/messages/account.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.handTitle };
export const headers = pageHeaders;

const form = z.object({ key: field.key });

export async function loader({ request, params: { person: personId = "" } }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "reset passwords");
  const { id, name, email, state } = orNotFound(await findPerson(db, personId));
  if (state === "erased") orNotFound(undefined);
  const waiting = await findWaiting(db, { personId, now: now() });
  return { chrome: chromeOf(visitor), id, name, email, wanted: waiting?.email ?? null, key: formKey() };
}

/** Shows the link in the answer itself, once; see routes/admin/people.tsx. */
export async function action({ request, params: { person: personId = "" } }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "reset passwords");
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const made = orNotFound(await handOverEmailLink(db, { actor, personId, ...read.values, now: now() }));
  if ("refused" in made) return refuse({ errors: { form: say.taken }, typed: {} }, { status: 409 });
  return data({ shown: `${settings().url}/email/${made.token}` }, { headers: neverCached });
}

export default function HandOver() {
  const { chrome, id, name, email, wanted, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "errors" in answer ? answer : undefined;
  return (
    <Page
      chrome={chrome}
      current="people"
      heading={say.handTitle}
      lead={say.handLead}
      back={{ to: addresses.person(id), label: name }}
      width="reading"
    >
      {wanted === null ? (
        <EmptyState title={say.none}>{say.noneText}</EmptyState>
      ) : (
        <>
          <Definition
            entries={[
              { term: say.former, detail: email },
              { term: say.email, detail: wanted },
            ]}
          />
          {answer && "shown" in answer ? (
            <Notice kind="done">
              <Copyable name="link" label={say.link} text={answer.shown} hint={say.linkHint(wanted)} />
            </Notice>
          ) : null}
          <Form {...refused} formKey={key}>
            <Button kind="quiet">{say.hand}</Button>
          </Form>
        </>
      )}
    </Page>
  );
}
