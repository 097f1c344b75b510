import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { toFill } from "#app/components/learn/filling.ts";
import { renderedResources } from "#app/components/prose/rendered-resources.server.ts";
import { ResourceList } from "#app/components/prose/resource-list.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { fillingFor, requireLearning } from "#app/learning.server.ts";
import { learn } from "#app/messages/learn.ts";
import { now } from "#app/platform/clock.ts";

const words = learn.resources;

export const handle = { title: words.heading };
export const headers = pageHeaders;

/** The course's directory of resources; a course without one has no such page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const learning = await requireLearning(request, params.course);
  const { visitor, release } = learning;
  const { course, courseId } = release;
  const resources = orNotFound(course.resources ?? undefined);
  return data({
    chrome: chromeOf(visitor),
    courseId,
    title: course.title,
    heading: resources.title,
    language: course.language,
    resources: renderedResources(course, resources, now()),
    filling: fillingFor(learning),
  });
}

export default function ResourcesPage() {
  const { chrome, courseId, title, heading, language, resources, filling } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={heading}
      lead={words.lead}
      back={{ to: addresses.outline(courseId), label: title }}
      width="reading"
    >
      <ResourceList resources={resources} language={language} fill={toFill(filling)} />
    </Page>
  );
}
