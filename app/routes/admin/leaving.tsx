import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { LeavingOutlook } from "#app/components/admin/leaving-outlook.tsx";
import { MergeForm, MergeOutlook } from "#app/components/admin/merge.tsx";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import type { PersonActor } from "#app/domain/actor.ts";
import { leavePractice, lookAtLeaving, returnToPractice } from "#app/domain/person/leaving.ts";
import { lookAtMerge, mergePeople } from "#app/domain/person/merging.ts";
import { findPerson, findPersonByEmail } from "#app/domain/person.ts";
import { field } from "#app/fields.ts";
import {
  type FormErrors,
  intentOf,
  neverCached,
  notFound,
  noticeOf,
  orNotFound,
  pageHeaders,
  readForm,
  refuse,
} from "#app/http.ts";
import { leaving as say } from "#app/messages/leaving.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

export async function loader({ request, params: { person: personId = "" } }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "merge people");
  const asksToLeave = new URL(request.url).searchParams.get("step") === "leave";
  const { id, name, email, state } = orNotFound(await findPerson(db, personId));
  if (state === "erased") throw notFound();
  const notice = noticeOf(request, { left: say.left, returned: say.returned, merged: say.merged });
  const asked = { actor: visitor.actor, personId, now: now() };
  const outlook = asksToLeave && state !== "left" ? orNotFound(await lookAtLeaving(db, asked)) : null;
  return { chrome: chromeOf(visitor), outlook, person: { id, name, email, state }, notice };
}

const plain = z.object({ intent: z.enum(["leave", "return"]) });
const looking = z.object({ intent: z.literal("look"), email: field.email });
const merging = z.object({ intent: z.literal("merge"), gone: field.id });

interface On {
  actor: PersonActor;
  personId: string;
}

export async function action({ request, params: { person: personId = "" } }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "merge people");
  const intent = await intentOf(request);
  const on = { actor, personId };
  if (intent === "look") return look(request, on);
  if (intent === "merge") return merge(request, on);
  return move(request, on);
}

async function move(request: Request, on: On) {
  const read = await readForm(request, plain);
  const { intent } = orNotFound("values" in read ? read.values : undefined);
  const act = intent === "leave" ? leavePractice : returnToPractice;
  const moved = orNotFound(await act(db, { ...on, now: now() }));
  if ("refused" in moved) {
    return refuse({ errors: { form: say.notLeft[moved.refused] }, typed: {} }, { status: 409 });
  }
  throw redirect(`${addresses.leaving(on.personId)}?done=${intent === "leave" ? "left" : "returned"}`, {
    status: 303,
    headers: neverCached,
  });
}

/** Answers with the page and what merging the account of this address into this person's would do. */
async function look(request: Request, { actor, personId }: On) {
  const read = await readForm(request, looking);
  if ("errors" in read) return refuse(read);
  const { email } = read.values;
  const gone = await findPersonByEmail(db, email);
  if (!gone) return refuse({ errors: { email: say.nobody }, typed: { email } });
  const outlook = orNotFound(await lookAtMerge(db, { actor, goneId: gone.id, survivorId: personId }));
  const errors: FormErrors = {};
  return data({ errors, typed: { email }, outlook }, { headers: neverCached });
}

async function merge(request: Request, { actor, personId }: On) {
  const read = await readForm(request, merging);
  const { gone } = orNotFound("values" in read ? read.values : undefined);
  const merged = orNotFound(await mergePeople(db, { actor, goneId: gone, survivorId: personId, now: now() }));
  if ("refused" in merged) {
    return refuse({ errors: { form: say.notMerged[merged.refused] }, typed: {} }, { status: 409 });
  }
  throw redirect(`${addresses.leaving(personId)}?done=merged`, { status: 303, headers: neverCached });
}

export default function Leaving() {
  const { chrome, person, outlook, notice } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { form, ...ofFields } = answer?.errors ?? {};
  const hasLeft = person.state === "left";
  return (
    <Page
      chrome={chrome}
      current="people"
      heading={say.title}
      lead={`${person.name}, ${person.email}`}
      back={{ to: addresses.person(person.id), label: say.back }}
      width="reading"
    >
      {notice && !answer ? <Notice kind="done">{notice}</Notice> : null}
      {form ? <Notice kind="attention">{form}</Notice> : null}
      <Section heading={hasLeft ? say.returnHeading : say.leaveHeading}>
        <p>{hasLeft ? say.returnText : say.leaveText}</p>
        {hasLeft ? (
          <Form intent="return">
            <Button kind="quiet">{say.return}</Button>
          </Form>
        ) : outlook ? (
          <LeavingOutlook personId={person.id} outlook={outlook} />
        ) : (
          <ButtonLink to={`${addresses.leaving(person.id)}?step=leave`} kind="quiet">
            {say.leaveLook}
          </ButtonLink>
        )}
      </Section>
      <Section heading={say.mergeHeading} id="merge">
        <p>{say.mergeText}</p>
        {answer && "outlook" in answer ? (
          <MergeOutlook outlook={answer.outlook} />
        ) : (
          <MergeForm refused={answer ? { errors: ofFields, typed: answer.typed } : undefined} />
        )}
      </Section>
    </Page>
  );
}
