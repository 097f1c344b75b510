import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ConditionList } from "#app/components/learn/condition-list.tsx";
import { ReasonList } from "#app/components/standing/reasons.tsx";
import { StatusMark } from "#app/components/standing/status.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findEnrolled } from "#app/domain/enrolment.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { outlineForLearner } from "#app/domain/progress/outline.ts";
import { progressIn } from "#app/domain/progress.ts";
import { findNewestRelease } from "#app/domain/release.ts";
import { explainStanding } from "#app/domain/standing/why.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { standing as say } from "#app/messages/standing.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.why.title };
export const headers = pageHeaders;

/** Why one stands where one stands in a course: what happened, and, for the learner alone, what is missing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const courseId = orNotFound(params.course);
  const of = { personId: visitor.actor.id, courseId };
  const enrolled = await findEnrolled(db, of);
  const release = enrolled?.release ?? orNotFound(await findNewestRelease(db, courseId));
  const { zone } = visitor.practice;
  const { standing, reasons } = await explainStanding(db, { ...of, now: now(), zone });
  const evidence = enrolled && (await findEvidence(db, enrolled.enrolment.id));
  const progress = evidence && progressIn({ course: release.course, evidence });
  const outline = progress && outlineForLearner(release.course, progress);
  return data({
    chrome: chromeOf(visitor),
    zone,
    courseId,
    status: standing.status,
    reasons,
    missing: outline ? outline.conditions.filter(({ met }) => !met) : null,
  });
}

export default function Why() {
  const { chrome, zone, courseId, status, reasons, missing } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={status === "complete" ? say.why.titleDone : say.why.title}
      lead={say.why.lead}
      back={{ to: addresses.outline(courseId), label: say.why.back }}
      width="reading"
    >
      <p>
        <StatusMark status={status} />
      </p>
      <Section heading={say.why.follows}>
        <ReasonList reasons={reasons} told={{ self: true }} zone={zone} />
      </Section>
      <Section heading={say.why.missing}>
        {missing === null ? <p>{say.why.join}</p> : null}
        {missing?.length === 0 ? <p>{say.why.nothingMissing}</p> : null}
        {missing && missing.length > 0 ? (
          <>
            <p>{say.why.missingLead}</p>
            <ConditionList courseId={courseId} conditions={missing} />
          </>
        ) : null}
      </Section>
    </Page>
  );
}
