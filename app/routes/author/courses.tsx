import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { CourseCheckCard } from "#app/components/author/course-check-card.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { may } from "#app/domain/access.ts";
import { listCourseChecks } from "#app/domain/course-check.ts";
import { pageHeaders } from "#app/http.ts";
import { author } from "#app/messages/author.ts";
import { certificates } from "#app/messages/certificates.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { checkWorkingCopies } from "#app/preview.server.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: author.courses.heading };
export const headers = pageHeaders;

const words = author.courses;

/** Each course folder's last check with its faults, and the releases of its course; in development, as it is now. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read course checks");
  const mayPreview = settings().development && may(visitor.actor, "preview courses");
  return data({
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    checks: settings().development ? await checkWorkingCopies(now()) : await listCourseChecks(db),
    mayPreview,
  });
}

export default function CoursesPage() {
  const { chrome, zone, checks, mayPreview } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="author" heading={words.heading} lead={words.lead}>
      {checks.length === 0 ? <EmptyState title={words.empty}>{words.emptyText}</EmptyState> : null}
      <Stack gap="large">
        {checks.map((check) => (
          <CourseCheckCard
            key={check.folder}
            check={check}
            zone={zone}
            preview={mayPreview ? addresses.preview(check.folder) : undefined}
          />
        ))}
        {checks.length === 0 ? null : (
          <p>
            <a href={addresses.sampleCertificate}>{certificates.sample}</a>
          </p>
        )}
      </Stack>
    </Page>
  );
}
