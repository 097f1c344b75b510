import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { PreviewBanner } from "#app/components/author/preview-banner.tsx";
import { toPreviewFill } from "#app/components/author/preview-fill.ts";
import { renderedResources } from "#app/components/prose/rendered-resources.server.ts";
import { ResourceList } from "#app/components/prose/resource-list.tsx";
import { Page } from "#app/components/ui/page.tsx";
import type { Release } from "#app/domain/course.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { author } from "#app/messages/author.ts";
import { now } from "#app/platform/clock.ts";
import { requirePreview } from "#app/preview.server.ts";

export const handle = { title: author.preview.banner };
export const headers = pageHeaders;

/** The directory of the working copy as a learner would see it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const preview = await requirePreview(request, params.course);
  const { course, courseId }: Release = orNotFound("release" in preview ? preview.release : undefined);
  const resources = orNotFound(course.resources ?? undefined);
  const { name, contact } = preview.visitor.practice;
  return data({
    chrome: chromeOf(preview.visitor),
    courseId,
    heading: resources.title,
    language: course.language,
    resources: renderedResources(course, resources, now()),
    practice: { name, contact },
  });
}

export default function PreviewResourcesPage() {
  const { chrome, courseId, heading, language, resources, practice } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="author"
      heading={heading}
      back={{ to: addresses.preview(courseId), label: author.preview.overview }}
      width="reading"
    >
      <PreviewBanner />
      <ResourceList resources={resources} language={language} fill={toPreviewFill({ practice, courseId })} />
    </Page>
  );
}
