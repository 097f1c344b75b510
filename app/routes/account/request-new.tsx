import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Checkbox } from "#app/components/ui/choices.tsx";
import { Copyable } from "#app/components/ui/copyable.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { TextArea } from "#app/components/ui/text-area.tsx";
import { sendRequest } from "#app/domain/request.ts";
import { field } from "#app/fields.ts";
import { formKey, neverCached, notFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { requests as words } from "#app/messages/requests.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.one };
export const headers = pageHeaders;

/** Addresses say neither word of the law (decision 20). */
const kinds = { support: "accommodation", concern: "grievance" } as const;

const reason = field.lines(4_000).refine((text) => text !== "", words.reasonMissing);
const forms = {
  support: z.object({ key: field.key, reason }),
  concern: z.object({ key: field.key, reason, nameless: z.literal("yes").optional() }),
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  return data({ chrome: chromeOf(visitor), about: aboutIn(params.about), key: formKey() });
}

/** Sends it and leads to its page; without a name the number is in this answer and nowhere else. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, practice } = await requirePerson(request);
  const about = aboutIn(params.about);
  const read = about === "concern" ? await readForm(request, forms.concern) : await readForm(request, forms.support);
  if ("errors" in read) return refuse(read);
  const { key, reason } = read.values;
  const isNameless = "nameless" in read.values && read.values.nameless === "yes";
  const sending = { kind: kinds[about], reason, key, zone: practice.zone, now: now(), seals: keyStore() };
  const sent = await sendRequest(db, { ...sending, personId: isNameless ? null : actor.id });
  if ("refused" in sent) return refuse({ errors: { form: words.unsealed }, typed: { reason } }, { status: 409 });
  if (isNameless) return data({ number: sent.number }, { headers: neverCached });
  return redirect(`${addresses.request(sent.request)}?done=sent`, { status: 303, headers: neverCached });
}

export default function RequestNewPage() {
  const { chrome, about, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "errors" in answer ? answer : undefined;
  const { heading, lead, label } = words[about];
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={heading}
      lead={answer && "number" in answer ? undefined : lead}
      back={{ to: addresses.requests, label: words.title }}
      width="reading"
    >
      {answer && "number" in answer ? (
        <Notice kind="done" title={words.sentNameless}>
          <Copyable name="number" label={words.yourNumber} text={answer.number} hint={words.yourNumberHint} />
        </Notice>
      ) : (
        <Form formKey={key} errors={refused?.errors} typed={refused?.typed}>
          <TextArea name="reason" label={label} hint={words.reasonHint} rows={8} maxLength={4000} />
          {about === "concern" ? (
            <Checkbox name="nameless" label={words.concern.nameless} hint={words.concern.namelessHint} />
          ) : null}
          <Button>{words.send}</Button>
        </Form>
      )}
    </Page>
  );
}

function aboutIn(about: string | undefined): keyof typeof kinds {
  if (about === "support" || about === "concern") return about;
  throw notFound();
}
