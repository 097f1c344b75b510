import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { dayInWords, RequestNumber, RequestSheet, RequestStanding } from "#app/components/requests/request-sheet.tsx";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findByNumber, listRequests } from "#app/domain/request.ts";
import { neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { account } from "#app/messages/account.ts";
import { requests as words } from "#app/messages/requests.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.title };
export const headers = pageHeaders;

const form = z.object({
  intent: z.literal("look-up"),
  number: z
    .string()
    .trim()
    .regex(/^[\w\s-]{12,20}$/, words.notFound),
});

/** What the visitor asked with their name, and the ways to ask. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const own = await listRequests(db, visitor.actor.id);
  return data({ chrome: chromeOf(visitor), zone: visitor.practice.zone, own });
}

/** Shows a request that was sent without a name to who knows its number. It is posted, so that no address holds it. */
export async function action({ request }: ActionFunctionArgs) {
  await requirePerson(request);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { intent, number } = read.values;
  const found = await findByNumber(db, { seals: keyStore(), number });
  if (!found) return refuse({ errors: { number: words.notFound }, typed: { intent, number } });
  return data({ found }, { headers: neverCached });
}

export default function RequestsPage() {
  const { chrome, zone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={words.title}
      lead={words.lead}
      back={{ to: addresses.account, label: account.title }}
      width="reading"
    >
      {answer && "found" in answer ? (
        <RequestSheet request={answer.found} zone={zone} />
      ) : (
        <Stack gap="large">
          {(["support", "concern"] as const).map((about) => (
            <Card key={about} heading={words[about].heading}>
              <p>{words[about].text}</p>
              <ButtonLink kind="quiet" to={addresses.sendRequest(about)}>
                {words[about].ask}
              </ButtonLink>
            </Card>
          ))}
          <Own />
          <Section heading={words.lookUp}>
            <Form intent="look-up" errors={answer?.errors} typed={answer?.typed}>
              <Field name="number" label={words.lookUpLabel} maxLength={20} spellCheck={false} width="short" />
              <Button kind="quiet">{words.lookUpButton}</Button>
            </Form>
          </Section>
        </Stack>
      )}
    </Page>
  );
}

function Own() {
  const { own, zone } = useLoaderData<typeof loader>();
  return (
    <Section heading={words.own}>
      {own.length === 0 ? (
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      ) : (
        <DataTable
          caption={words.caption}
          quietCaption
          rows={own}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "number",
              label: words.number,
              names: true,
              cell: ({ id, number }) => <RequestNumber number={number} to={addresses.request(id)} />,
            },
            { key: "kind", label: words.kind, cell: ({ kind }) => words.kinds[kind] },
            { key: "sent", label: words.sentOn, cell: ({ sentOn }) => dayInWords(sentOn) },
            { key: "state", label: words.state, cell: (row) => <RequestStanding request={row} zone={zone} /> },
          ]}
        />
      )}
    </Section>
  );
}
