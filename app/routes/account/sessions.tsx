import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson, type Visitor } from "#app/auth.server.ts";
import { Button } from "#app/components/ui/button.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Quiet, Soft } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { endOtherSessions, endSession, listSessions } from "#app/domain/session.ts";
import { field } from "#app/fields.ts";
import { intentOf, neverCached, notFound, noticeOf, pageHeaders, readForm } from "#app/http.ts";
import { account, sessions as say } from "#app/messages/account.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const end = z.object({ intent: z.literal("end"), session: field.id });
const endOthers = z.object({ intent: z.literal("end-others") });

const notices = { ended: say.ended, others: say.endedOthers };

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const sessions = await listSessions(db, { actor: visitor.actor, now: now() });
  const { zone, sessionId } = visitor;
  return { chrome: chromeOf(visitor), notice: noticeOf(request, notices), sessions, zone, here: sessionId };
}

export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requirePerson(request);
  const done =
    (await intentOf(request)) === "end" ? await endThat(request, visitor) : await endTheOthers(request, visitor);
  throw redirect(`/account/sessions?done=${done}`, { status: 303, headers: neverCached });
}

async function endThat(request: Request, { actor }: Visitor): Promise<keyof typeof notices> {
  const read = await readForm(request, end);
  if ("errors" in read) throw notFound();
  await endSession(db, { actor, sessionId: read.values.session, now: now() });
  return "ended";
}

async function endTheOthers(request: Request, { actor, sessionId }: Visitor): Promise<keyof typeof notices> {
  const read = await readForm(request, endOthers);
  if ("errors" in read) throw notFound();
  await endOtherSessions(db, { actor, sessionId, now: now() });
  return "others";
}

export default function Sessions() {
  const { chrome, notice, sessions, zone, here } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={say.title}
      lead={say.lead}
      back={{ to: "/account", label: account.title }}
    >
      {notice ? <Notice kind="done">{notice}</Notice> : null}
      <DataTable
        caption={say.caption}
        quietCaption
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          { key: "device", label: say.device, names: true, cell: ({ device }) => device },
          {
            key: "seen",
            label: say.seen,
            cell: ({ lastSeenAt }) => <Time at={lastSeenAt} zone={zone} show="date-time" />,
          },
          {
            key: "started",
            label: say.started,
            cell: ({ startedAt }) => <Time at={startedAt} zone={zone} show="date-time" />,
          },
          {
            key: "act",
            label: say.act,
            quiet: true,
            align: "end",
            cell: ({ id, device }) => (id === here ? <Soft>{say.here}</Soft> : <End session={id} device={device} />),
          },
        ]}
      />
      {sessions.length > 1 ? (
        <Form intent="end-others">
          <Button kind="quiet">{say.endOthers}</Button>
        </Form>
      ) : null}
    </Page>
  );
}

function End({ session, device }: { session: string; device: string }) {
  return (
    <Form intent="end" hidden={{ session }}>
      <Button kind="plain">
        {say.end}
        <Quiet>{device}</Quiet>
      </Button>
    </Form>
  );
}
