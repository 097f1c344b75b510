import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import { ShareForm, ShareList } from "#app/components/writing/shares.tsx";
import { OwnWords } from "#app/components/writing/text-card.tsx";
import { deleteText } from "#app/domain/private-text/deletion.ts";
import { shareReflection, takeBack } from "#app/domain/reflection-share.ts";
import { listSupervisors } from "#app/domain/team/scope.ts";
import { field } from "#app/fields.ts";
import { neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { writing } from "#app/messages/writing.ts";
import { ownWriting } from "#app/own-writing.server.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

const words = writing.one;

export const handle = { title: words.title };
export const headers = pageHeaders;

/** One text of one's own, with what can be done with it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const { texts } = await ownWriting(visitor);
  const text = orNotFound(texts.find(({ id }) => id === params.text));
  const shown = {
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    notice: noticeOf(request, writing.list.notices),
    text,
    supervisors: await listSupervisors(db, visitor.actor.id),
  };
  return data(shown, { headers: neverCached });
}

const form = z.object({
  intent: z.enum(["share", "take-back", "delete"]),
  reader: field.id.optional(),
  share: field.id.optional(),
  seen: z.string().max(40).optional(),
});

/** Shares a copy, takes one back, or deletes the text with its copies, now. */
export async function action({ request, params }: ActionFunctionArgs) {
  const personId = (await requirePerson(request)).actor.id;
  const textId = orNotFound(params.text);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { intent, reader, share, seen } = read.values;
  if (intent === "delete") {
    await deleteText(db, { seals: keyStore(), personId, textId, now: now() });
    return leadTo(addresses.writing, "deleted");
  }
  if (intent === "take-back") {
    await takeBack(db, { personId, shareId: orNotFound(share), now: now() });
    return leadTo(addresses.text(textId), "taken-back");
  }
  if (!reader) return refuse({ errors: { reader: words.chooseOne }, typed: {} });
  const seals = keyStore();
  const shared = orNotFound(await shareReflection(db, { seals, personId, textId, readerId: reader, seen, now: now() }));
  if ("refused" in shared) {
    return refuse({ errors: { reader: words.refused[shared.refused] }, typed: {} }, { status: 409 });
  }
  return leadTo(addresses.text(textId), "shared");
}

export default function TextPage() {
  const { chrome, zone, notice, text, supervisors } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={words.title}
      kicker={writing.list.kinds[text.kind]}
      lead={text.about ?? writing.list.gone}
      back={{ to: addresses.writing, label: writing.list.title }}
      width="reading"
    >
      <Stack gap="large">
        {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
        {text.text === null ? (
          <Notice kind="attention" title={writing.page.unopened}>
            {writing.page.unopenedText}
          </Notice>
        ) : (
          <OwnWords text={text.text} />
        )}
        <Actions>
          {text.to ? (
            <ButtonLink to={text.to} kind="quiet">
              {writing.list.goOn}
            </ButtonLink>
          ) : null}
          <ButtonLink to={`${addresses.writingDownload}?text=${text.id}`} kind="quiet">
            {words.download}
          </ButtonLink>
          <span className="soft">
            {writing.list.savedOn(formatTime({ at: text.savedAt, zone, show: "date-time" }))}
          </span>
        </Actions>
        {text.kind === "reflection" ? (
          <Section heading={words.share} id="share">
            <ShareList shares={text.shares} supervisors={supervisors} zone={zone} />
            <ShareForm supervisors={supervisors} seen={text.savedAt} errors={refused?.errors} />
          </Section>
        ) : null}
        <Disclosure summary={words.delete}>
          <Form intent="delete">
            <p>{words.deleteText}</p>
            <Button kind="danger">{words.deleteNow}</Button>
          </Form>
        </Disclosure>
      </Stack>
    </Page>
  );
}

function leadTo(address: string, done: keyof typeof writing.list.notices) {
  return redirect(`${address}?done=${done}`, { status: 303, headers: neverCached });
}
