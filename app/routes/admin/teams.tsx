import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { TeamsTable } from "#app/components/teams/teams-table.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { createTeam, listTeams } from "#app/domain/team.ts";
import { field } from "#app/fields.ts";
import { formKey, neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { teams as say } from "#app/messages/teams.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ key: field.key, name: field.team });

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "change teams");
  return { chrome: chromeOf(visitor), teams: await listTeams(db), key: formKey() };
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "change teams");
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const created = await createTeam(db, { actor, ...read.values, now: now() });
  if ("refused" in created) return refuse({ errors: { name: say.nameTaken }, typed: read.values });
  throw redirect(`${addresses.team(created.team)}?done=created`, { status: 303, headers: neverCached });
}

export default function Teams() {
  const { chrome, teams, key } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const typedKey = refused?.typed.key;
  return (
    <Page chrome={chrome} current="teams" heading={say.title} lead={say.lead}>
      <TeamsTable teams={teams} />
      <Section heading={say.newHeading} id="new">
        <Form {...refused} formKey={typeof typedKey === "string" ? typedKey : key}>
          <Field name="name" label={say.newName} autoComplete="off" />
          <Button>{say.create}</Button>
        </Form>
      </Section>
    </Page>
  );
}
