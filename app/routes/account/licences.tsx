import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Quiet, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { deleteLicence, type KnownLicence, listLicences } from "#app/domain/licence.ts";
import { field } from "#app/fields.ts";
import { neverCached, noticeOf, pageHeaders, readForm, refuse } from "#app/http.ts";
import { account, licences as say } from "#app/messages/account.ts";
import { licenceInWords } from "#app/messages/records.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ intent: z.literal("delete"), licence: field.id });

/** The licences that the visitor once gave to be printed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const held = await listLicences(db, visitor.actor.id);
  return data({ chrome: chromeOf(visitor), held, notice: noticeOf(request, { deleted: say.deleted }) });
}

/** Deletes one of them. */
export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePerson(request);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  await deleteLicence(db, { personId: actor.id, licenceId: read.values.licence });
  return redirect(`${addresses.licences}?done=deleted`, { status: 303, headers: neverCached });
}

export default function LicencesPage() {
  const { chrome, held, notice } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  // Which licence is no field that is seen.
  const wrong = refused?.errors.form ?? refused?.errors.licence;
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={say.title}
      lead={say.lead}
      back={{ to: addresses.account, label: account.title }}
      width="reading"
    >
      <Stack>
        {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
        {wrong ? <Notice kind="attention">{wrong}</Notice> : null}
        {held.length === 0 ? <EmptyState title={say.empty}>{say.emptyText}</EmptyState> : <Held held={held} />}
      </Stack>
    </Page>
  );
}

function Held({ held }: { held: KnownLicence[] }) {
  return (
    <DataTable
      caption={say.title}
      quietCaption
      rows={held}
      rowKey={({ id }) => id}
      columns={[
        { key: "licence", label: say.licence, names: true, cell: licenceInWords },
        {
          key: "act",
          label: say.delete,
          quiet: true,
          align: "end",
          cell: (licence) => (
            <Form action={addresses.licences} intent="delete" hidden={{ licence: licence.id }}>
              <Button kind="plain">
                {say.delete} <Quiet>{licenceInWords(licence)}</Quiet>
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}
