import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { TranscriptYearSection } from "#app/components/learn/transcript-year.tsx";
import { ButtonLink, PrintButton } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findTranscript } from "#app/domain/transcript.ts";
import { noticeOf, pageHeaders } from "#app/http.ts";
import { transcript as words } from "#app/messages/transcript.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.heading };
export const headers = pageHeaders;

const { saved, changed, deleted } = words.outside;

/** The visitor's own transcript. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  return data({
    chrome: chromeOf(visitor),
    owner: words.of(visitor.name, visitor.practice.name),
    years: await findTranscript(db, { personId: visitor.actor.id, now: now() }),
    notice: noticeOf(request, { saved, changed, deleted }),
  });
}

export default function RecordsPage() {
  const { chrome, owner, years, notice } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="records" heading={words.heading} kicker={owner} lead={words.lead}>
      <Stack gap="large">
        {notice ? <Notice kind="done">{notice}</Notice> : null}
        {years.length === 0 ? (
          <EmptyState title={words.empty} action={<ButtonLink to={addresses.learning}>{words.toLearning}</ButtonLink>}>
            {words.emptyText}
          </EmptyState>
        ) : null}
        {years.map((year) => (
          <TranscriptYearSection key={year.year} {...year} />
        ))}
        <Actions>
          <ButtonLink kind="quiet" to={addresses.outsideNew}>
            {words.record}
          </ButtonLink>
          {years.length > 0 ? (
            <>
              <ButtonLink kind="quiet" to={addresses.recordsCsv}>
                {words.csv}
              </ButtonLink>
              <PrintButton>{words.print}</PrintButton>
            </>
          ) : null}
        </Actions>
      </Stack>
    </Page>
  );
}
