import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { SyllabusView } from "#app/components/syllabus-view.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { findSyllabusOfCourse } from "#app/domain/syllabus.ts";
import { cursorOf, orNotFound, pageHeaders } from "#app/http.ts";
import { author } from "#app/messages/author.ts";
import { syllabus as words } from "#app/messages/syllabus.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.title };
export const headers = pageHeaders;

/** The syllabus of a release: the newest, or the one that the address names. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read syllabi");
  const asked = { courseId: orNotFound(params.course), releaseId: cursorOf(request, "release"), now: now() };
  const read = orNotFound(await findSyllabusOfCourse(db, asked));
  return data({ chrome: chromeOf(visitor), courseId: asked.courseId, read });
}

export default function SyllabiPage() {
  const { chrome, courseId, read } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="author"
      heading={words.staffHeading}
      lead={words.staffLead}
      back={{ to: addresses.courses, label: author.courses.heading }}
      width="reading"
    >
      <Stack gap="large">
        <Form method="get" action={addresses.syllabi(courseId)} inline>
          <Select
            name="release"
            label={words.release}
            value={read.releaseId}
            options={read.releases.map(({ id, version }) => ({ value: id, label: version }))}
          />
          <Button kind="quiet">{words.show}</Button>
        </Form>
        <SyllabusView read={read} file={null} />
      </Stack>
    </Page>
  );
}
