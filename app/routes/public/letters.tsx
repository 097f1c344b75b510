import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LetterChoices } from "#app/components/letters/letter-choices.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { VoidLink } from "#app/components/void-link.tsx";
import { chooseMail, findMailChoice, hasMail, stopLetters } from "#app/domain/reminder/choice.ts";
import { neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { isOneClick, letterChoice } from "#app/letter-fields.ts";
import { letters as say } from "#app/messages/letters.ts";
import { now } from "#app/platform/clock.ts";
import { openFromMail } from "#app/platform/mail-key.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.publicTitle };
export const headers = pageHeaders;

/** Asks what is to be stopped, of whoever comes by a link that we signed; a look at it changes nothing. */
export async function loader({ params }: LoaderFunctionArgs) {
  const personId = await personIn(params.token);
  if (!personId) return data({ choice: null }, { status: 404, headers: neverCached });
  return data({ choice: await findMailChoice(db, personId) }, { headers: neverCached });
}

/** Stops what the form says; for a mail program, which shows no form, the kind of letter that its reader got. */
export async function action({ request, params }: ActionFunctionArgs) {
  const personId = await personIn(params.token);
  if (!personId) return data({ saved: false }, { status: 404, headers: neverCached });
  if (await isOneClick(request)) {
    const of = new URL(request.url).searchParams.get("of") === "digest" ? "digest" : "reminders";
    await stopLetters(db, { personId, of, now: now() });
    return data({ saved: true }, { headers: neverCached });
  }
  const read = await readForm(request, letterChoice);
  if ("errors" in read) return refuse(read);
  await chooseMail(db, { personId, stopped: read.values, now: now() });
  return data({ saved: true }, { headers: neverCached });
}

async function personIn(token: string | undefined): Promise<string | undefined> {
  const personId = openFromMail(token ?? "");
  return personId && (await hasMail(db, personId)) ? personId : undefined;
}

export default function Letters() {
  const { choice } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!choice) return <VoidLink />;
  if (answer && "saved" in answer) {
    return (
      <PublicPage heading={say.publicSaved}>
        <p>{say.publicSavedText}</p>
      </PublicPage>
    );
  }
  return (
    <PublicPage heading={say.publicHeading} lead={say.publicLead}>
      <Form {...answer}>
        <LetterChoices {...choice} />
        <Button>{say.save}</Button>
      </Form>
    </PublicPage>
  );
}
