import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ExportForm } from "#app/components/admin/export-form.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Actions, Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { askForExport, findExport } from "#app/domain/evidence-export.ts";
import { listCourses } from "#app/domain/release.ts";
import { exportForm } from "#app/export-fields.ts";
import { cursorOf, formKey, intentOf, neverCached, noticeOf, pageHeaders, readForm, refuse } from "#app/http.ts";
import { evidence as say } from "#app/messages/evidence.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

/** The forms, and the file that was asked for last, while it can be downloaded. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "export evidence");
  const asked = cursorOf(request, "ready");
  const own = { personId: visitor.actor.id, exportId: asked ?? "", kinds: ["pack" as const, "roster" as const] };
  const ready = asked === undefined ? undefined : await findExport(db, { ...own, now: now() });
  const courses = (await listCourses(db)).map(({ id, newest }) => ({ id, title: newest.course.title }));
  return {
    chrome: chromeOf(visitor),
    notice: noticeOf(request, { unsigned: say.pack.unsigned }) ?? null,
    ready: ready?.id ?? null,
    keys: { pack: formKey(), roster: formKey() },
    courses,
  };
}

const sentences = {
  "ends-first": { to: say.endsFirst },
  "no-course": { course: say.courseUnknown },
  "too-many": { form: say.pack.tooMany },
};

/** Notes who asks for what; the file itself is downloaded from the page that follows. */
export async function action({ request }: ActionFunctionArgs) {
  const { actor, practice } = await requireMay(request, "export evidence");
  const of = (await intentOf(request)) === "roster" ? ("roster" as const) : ("pack" as const);
  const read = await readForm(request, exportForm);
  if ("errors" in read) return refuse(Object.assign(read, { of }));
  const { intent: kind, key, course: courseId, from, to } = read.values;
  const asked = await askForExport(db, { actor, key, kind, courseId, from, to, zone: practice.zone, now: now() });
  if ("export" in asked)
    throw redirect(`${addresses.evidence}?ready=${asked.export}`, { status: 303, headers: neverCached });
  const typed = { course: courseId ?? "", from: from ?? "", to: to ?? "" };
  return refuse(Object.assign({ errors: sentences[asked.refused], typed }, { of }));
}

export default function EvidencePage() {
  const { chrome, notice, ready, courses, keys } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const refusedIn = (of: "pack" | "roster") => (refused && "of" in refused && refused.of === of ? refused : undefined);
  return (
    <Page chrome={chrome} current="evidence" heading={say.title} lead={say.lead} width="reading">
      <Stack gap="large">
        {notice && !refused ? <Notice kind="attention">{notice}</Notice> : null}
        {ready && !refused ? <Ready asked={ready} /> : null}
        <Section heading={say.pack.heading}>
          <p>{say.pack.text}</p>
          <ExportForm of="pack" formKey={keys.pack} courses={courses} refused={refusedIn("pack")} />
        </Section>
        <Section heading={say.roster.heading}>
          <p>{say.roster.text}</p>
          <ExportForm of="roster" formKey={keys.roster} courses={courses} refused={refusedIn("roster")} />
        </Section>
      </Stack>
    </Page>
  );
}

function Ready({ asked }: { asked: string }) {
  return (
    <Section heading={say.readyHeading}>
      <p>{say.ready}</p>
      <Actions>
        <ButtonLink to={addresses.evidenceFile(asked)}>{say.download}</ButtonLink>
      </Actions>
    </Section>
  );
}
