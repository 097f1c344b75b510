import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { RequestSheet } from "#app/components/requests/request-sheet.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findRequest } from "#app/domain/request.ts";
import { noticeOf, orNotFound, pageHeaders } from "#app/http.ts";
import { requests as words } from "#app/messages/requests.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.one };
export const headers = pageHeaders;

/** One of the visitor's own requests with its answer; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const own = { seals: keyStore(), personId: visitor.actor.id, requestId: orNotFound(params.request) };
  return data({
    chrome: chromeOf(visitor),
    zone: visitor.practice.zone,
    asked: orNotFound(await findRequest(db, own)),
    notice: noticeOf(request, { sent: words.sent }),
  });
}

export default function RequestPage() {
  const { chrome, zone, asked, notice } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={words.one}
      back={{ to: addresses.requests, label: words.title }}
      width="reading"
    >
      {notice ? <Notice kind="done">{notice}</Notice> : null}
      <RequestSheet request={asked} zone={zone} />
    </Page>
  );
}
