import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AboutCourse } from "#app/components/learn/about-course.tsx";
import { PublicCourse } from "#app/components/learn/public-course.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { findCurrentApprovals } from "#app/domain/certificate/approval.ts";
import { statementsOn } from "#app/domain/completion-record/entry.ts";
import { informationOn } from "#app/domain/course-information.ts";
import { findPractice } from "#app/domain/practice.ts";
import { findNewestRelease } from "#app/domain/release.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Course information" };
export const headers = pageHeaders;

/** What anyone may know of a course who was given its address: nothing leads here, and no search engine is let in. */
export async function loader({ params }: LoaderFunctionArgs) {
  const release = orNotFound(await findNewestRelease(db, orNotFound(params.course)));
  const practice = await findPractice(db);
  const approvals = await findCurrentApprovals(db, { zone: practice.zone, now: now() });
  return data({
    about: informationOn(release, practice),
    statements: statementsOn(release.course, approvals),
  });
}

export default function CoursePage() {
  const { about, statements } = useLoaderData<typeof loader>();
  return (
    <PublicPage heading={about.title} lead={about.summary} width="reading">
      <AboutCourse about={about} statements={statements} />
      <PublicCourse about={about} />
    </PublicPage>
  );
}
