import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { BookmarkList } from "#app/components/writing/bookmark-list.tsx";
import { TextCard } from "#app/components/writing/text-card.tsx";
import { dropBookmark } from "#app/domain/bookmark.ts";
import { deleteAllWriting } from "#app/domain/private-text/deletion.ts";
import { field } from "#app/fields.ts";
import { neverCached, notFound, noticeOf, pageHeaders, readForm } from "#app/http.ts";
import { account } from "#app/messages/account.ts";
import { writing } from "#app/messages/writing.ts";
import { ownWriting } from "#app/own-writing.server.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

const words = writing.list;

export const handle = { title: words.title };
export const headers = pageHeaders;

/** Everything one wrote and kept for oneself. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const notice = noticeOf(request, words.notices);
  const shown = { chrome: chromeOf(visitor), zone: visitor.zone, notice, ...(await ownWriting(visitor)) };
  return data(shown, { headers: neverCached });
}

const form = z.object({
  intent: z.enum(["delete-all", "drop"]),
  course: field.id.optional(),
  lesson: field.id.optional(),
  anchor: z.string().max(200).default(""),
});

/** Lets a bookmark go, or deletes everything, now. */
export async function action({ request }: ActionFunctionArgs) {
  const personId = (await requirePerson(request)).actor.id;
  const read = await readForm(request, form);
  if ("errors" in read) throw notFound();
  const { intent, course, lesson, anchor } = read.values;
  if (intent === "drop" && course && lesson) {
    await dropBookmark(db, { personId, courseId: course, lessonId: lesson, anchor });
  }
  const deleted =
    intent === "drop" ? undefined : await deleteAllWriting(db, { seals: keyStore(), personId, now: now() });
  const isKept = deleted !== undefined && "refused" in deleted;
  const done: keyof typeof words.notices = intent === "drop" ? "removed" : isKept ? "kept" : "all";
  return redirect(`${addresses.writing}?done=${done}`, { status: 303, headers: neverCached });
}

export default function WritingPage() {
  const { chrome, zone, notice, texts, bookmarks } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={words.title}
      lead={words.lead}
      back={{ to: "/account", label: account.title }}
      width="reading"
    >
      <Stack gap="large">
        {notice ? <Notice kind="done">{notice}</Notice> : null}
        <Section heading={words.bookmarks}>
          {bookmarks.length > 0 ? (
            <BookmarkList bookmarks={bookmarks} />
          ) : (
            <EmptyState title={words.emptyBookmarks}>{words.emptyBookmarksText}</EmptyState>
          )}
        </Section>
        <Section heading={words.texts}>
          {texts.length > 0 ? null : <EmptyState title={words.emptyTexts}>{words.emptyTextsText}</EmptyState>}
          <Stack>
            {texts.map((text) => (
              <TextCard key={text.id} text={text} zone={zone} />
            ))}
          </Stack>
        </Section>
        {texts.length + bookmarks.length > 0 ? <All texts={texts.length} bookmarks={bookmarks.length} /> : null}
      </Stack>
    </Page>
  );
}

function All({ texts, bookmarks }: { texts: number; bookmarks: number }) {
  return (
    <Stack>
      <Actions>
        <ButtonLink to={addresses.writingDownload} kind="quiet">
          {words.download}
        </ButtonLink>
        <span className="soft">{words.downloadHint}</span>
      </Actions>
      <Disclosure summary={words.deleteAll}>
        <Form intent="delete-all">
          <p>{words.deleteAllText(texts, bookmarks)}</p>
          <Button kind="danger">{words.deleteAllNow}</Button>
        </Form>
      </Disclosure>
    </Stack>
  );
}
