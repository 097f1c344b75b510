import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import { OwnWords } from "#app/components/writing/text-card.tsx";
import { plainText } from "#app/content/words.ts";
import { findReflection } from "#app/domain/course.ts";
import { openShared } from "#app/domain/reflection-share.ts";
import { findNewestRelease } from "#app/domain/release.ts";
import { neverCached, orNotFound, pageHeaders } from "#app/http.ts";
import { writing } from "#app/messages/writing.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

const words = writing.shared;

export const handle = { title: words.title };
export const headers = pageHeaders;

/** A copy as its reader opens it, which its writer is told. Taken back, or no longer one's team: it is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read shared reflections");
  const opening = { seals: keyStore(), readerId: visitor.actor.id, shareId: orNotFound(params.share), now: now() };
  const copy = orNotFound(await openShared(db, opening));
  const release = await findNewestRelease(db, copy.courseId);
  const prompt = release && findReflection(release.course, copy.promptId);
  const { writerName, sharedAt, text } = copy;
  const shown = { writerName, sharedAt, text, about: prompt ? plainText(prompt.prompt) : null };
  return data({ chrome: chromeOf(visitor), zone: visitor.zone, ...shown }, { headers: neverCached });
}

export default function SharedCopyPage() {
  const { chrome, zone, writerName, sharedAt, text, about } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="shared"
      heading={words.copyFrom(writerName)}
      kicker={writing.list.kinds.reflection}
      lead={about ?? writing.list.gone}
      back={{ to: addresses.shared, label: words.title }}
      width="reading"
    >
      <Stack>
        <p className="soft">{words.sharedOn(formatTime({ at: sharedAt, zone, show: "date-time" }))}</p>
        {text === null ? (
          <Notice kind="attention" title={writing.page.unopened}>
            {words.unopenedText}
          </Notice>
        ) : (
          <OwnWords text={text} />
        )}
      </Stack>
    </Page>
  );
}
