import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { listAssessable } from "#app/domain/evidence/assessment.ts";
import { askForExport } from "#app/domain/evidence-export.ts";
import { field } from "#app/fields.ts";
import { formKey, neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { assessments as say } from "#app/messages/assessments.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ key: field.key, release: z.string().regex(/^[\w-]{1,64}$/, say.releaseUnknown) });

/** The releases whose assessment can be opened. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read assessment packs");
  return { chrome: chromeOf(visitor), key: formKey(), releases: await listAssessable(db) };
}

/** Notes who opens which assessment; the page that follows shows it for an hour. */
export async function action({ request }: ActionFunctionArgs) {
  const { actor, practice } = await requireMay(request, "read assessment packs");
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { key, release: id } = read.values;
  const release = (await listAssessable(db)).find((one) => one.id === id);
  const of = release && {
    courseId: release.courseId,
    releaseId: release.id,
    from: null,
    to: null,
    zone: practice.zone,
  };
  const asked = of && (await askForExport(db, { actor, key, kind: "assessment", ...of, now: now() }));
  if (asked && "export" in asked)
    throw redirect(addresses.assessment(asked.export), { status: 303, headers: neverCached });
  return refuse({ errors: { release: say.releaseUnknown }, typed: {} });
}

export default function AssessmentsPage() {
  const { chrome, key, releases } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const options = releases.map(({ id, title, version }) => ({ value: id, label: say.releaseOf(title, version) }));
  return (
    <Page chrome={chrome} current="assessments" heading={say.title} lead={say.lead} width="reading">
      <Stack>
        {releases.length === 0 ? (
          <EmptyState title={say.emptyTitle}>{say.empty}</EmptyState>
        ) : (
          <Form {...refused} formKey={key} label={say.open}>
            <Select name="release" label={say.release} options={options} />
            <Button>{say.open}</Button>
          </Form>
        )}
        <p>
          <a href={addresses.sampleCertificate}>{say.sample}</a>. {say.sampleText}
        </p>
      </Stack>
    </Page>
  );
}
