import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AboutCourse } from "#app/components/learn/about-course.tsx";
import { ConditionList } from "#app/components/learn/condition-list.tsx";
import { CourseContents } from "#app/components/learn/course-contents.tsx";
import { EarlierCycles } from "#app/components/learn/earlier-cycles.tsx";
import { type Filling, toFill } from "#app/components/learn/filling.ts";
import { ModuleContents } from "#app/components/learn/module-contents.tsx";
import { ModuleOpening } from "#app/components/learn/module-opening.tsx";
import { NextCard } from "#app/components/learn/next-card.tsx";
import { openingOf } from "#app/components/learn/rendered-openings.server.ts";
import { RenewalSection } from "#app/components/learn/renewal-section.tsx";
import { Prose } from "#app/components/prose/prose.tsx";
import { renderedBlocks } from "#app/components/prose/rendered.server.ts";
import { DueLine } from "#app/components/standing/due-line.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import { may } from "#app/domain/access.ts";
import { findCurrentApprovals } from "#app/domain/certificate/approval.ts";
import { statementsOn } from "#app/domain/completion-record/entry.ts";
import { lifetimeOf } from "#app/domain/completion-record/validity.ts";
import { informationOn } from "#app/domain/course-information.ts";
import { enrol, findEnrolled, findOpening, leave } from "#app/domain/enrolment.ts";
import { findEvidence, nothingDone } from "#app/domain/progress/evidence.ts";
import { modulesOf, type OutlineModule, outlineForLearner } from "#app/domain/progress/outline.ts";
import { progressIn, readableLessons } from "#app/domain/progress.ts";
import { findNewestRelease } from "#app/domain/release.ts";
import { renew } from "#app/domain/renewal.ts";
import { standingOf } from "#app/domain/standing.ts";
import { conditional, neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { stateOf } from "#app/learning.server.ts";
import { learn } from "#app/messages/learn.ts";
import { practiceAgain } from "#app/messages/practice-again.ts";
import { renewal } from "#app/messages/renewal.ts";
import { standing } from "#app/messages/standing.ts";
import { now } from "#app/platform/clock.ts";
import { useShown } from "#app/shown.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Outline" };
export const headers = pageHeaders;

const words = learn.outline;

/** A course: what it is and covers, what completes it, and how far one is; or how to join it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const courseId = orNotFound(params.course);
  const enrolled = await findEnrolled(db, { personId: visitor.actor.id, courseId, orLeft: true });
  const release = enrolled?.release ?? orNotFound(await findNewestRelease(db, courseId));
  const isIn = enrolled !== undefined && enrolled.enrolment.leftAt === null;
  const evidence = isIn ? await findEvidence(db, enrolled.enrolment.id) : nothingDone();
  const opening = enrolled ? "open" : await findOpening(db, { newest: release, personId: visitor.actor.id });
  const state = enrolled ? stateOf({ visitor, ...enrolled, evidence }) : [release.hash, visitor, opening];
  const when = { now: now(), zone: visitor.practice.zone };
  const approvals = await findCurrentApprovals(db, when);
  const lifetime = evidence.record && lifetimeOf(evidence.record, when.now);
  const { status, dueOn } = await standingOf(db, { personId: visitor.actor.id, courseId, ...when });
  const asked = { status, dueOn };
  const held = conditional({ request, parts: [...state, approvals, lifetime, asked] });
  if (held.status === 304) return data(null, held);
  const asReviewer = may(visitor.actor, "read every step");
  const progress = isIn
    ? progressIn({ course: release.course, evidence, place: enrolled.enrolment.place, asReviewer })
    : undefined;
  const { name, contact } = visitor.practice;
  const filling: Filling = {
    practice: { name, contact },
    courseId,
    readable: progress ? [...readableLessons(progress)] : [],
  };
  const shown = {
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    asked,
    outline: progress ? outlineForLearner(release.course, progress) : null,
    leftAt: enrolled?.enrolment.leftAt ?? null,
    opening,
    lifetime,
    cycle: enrolled?.enrolment.cycle ?? 1,
    about: informationOn(release, visitor.practice),
    statements: statementsOn(release.course, approvals),
    contents: outlineForLearner(release.course, progressIn({ course: release.course, evidence: nothingDone() })),
    openings: Object.fromEntries(
      (progress?.modules ?? [])
        .filter(({ state }) => state !== "locked")
        .map(({ module }) => [module.id, openingOf(release, module)]),
    ),
    welcome: renderedBlocks(release, release.courseId, release.course.welcome),
    filling,
  };
  return data(shown, held);
}

const form = z.object({ intent: z.enum(["join", "leave", "renew"]) });

/** Joins, comes back to, leaves or renews a course. */
export async function action({ request, params }: ActionFunctionArgs) {
  const visitor = await requirePerson(request);
  const place = { personId: visitor.actor.id, courseId: orNotFound(params.course) };
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  if (read.values.intent === "renew") {
    const renewed = orNotFound(await renew(db, { ...place, now: now() }));
    if ("refused" in renewed) {
      const form = renewal.refused(renewed.refused, renewed.opensOn);
      return refuse({ errors: { form }, typed: { intent: "renew" } }, { status: 409 });
    }
    return redirect(addresses.outline(place.courseId), { status: 303, headers: neverCached });
  }
  if (read.values.intent === "leave") {
    const { enrolment } = orNotFound(await findEnrolled(db, place));
    await leave(db, { enrolment, now: now() });
  } else {
    const enrolled = await enrol(db, { ...place, now: now() });
    if ("refused" in enrolled)
      return refuse({ errors: { form: words.taking[enrolled.refused] }, typed: {} }, { status: 409 });
  }
  return redirect(addresses.learning, { status: 303, headers: neverCached });
}

export default function OutlinePage() {
  const {
    chrome,
    zone,
    outline,
    about,
    statements,
    welcome,
    filling,
    contents,
    cycle,
    asked: due,
  } = useShown<typeof loader>();
  const { asked, electives } = modulesOf(outline ?? contents);
  const toContents = (module: OutlineModule) => (
    <ModuleContents key={module.id} outline={outline ?? contents} module={module} zone={zone}>
      <Opening id={module.id} />
    </ModuleContents>
  );
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={about.title}
      lead={about.summary}
      back={{ to: addresses.learning, label: learn.learning.heading }}
      width="reading"
    >
      <Stack gap="large">
        <Renewing />
        {outline ? <NextCard outline={outline} level={2} asked={due} /> : <Joining />}
        <Prose pieces={welcome} fill={toFill(filling)} />
        {outline ? (
          <>
            <Section heading={words.counts} id="conditions">
              <p>{words.countsLead}</p>
              <ConditionList courseId={outline.courseId} conditions={outline.conditions} />
              {outline.record ? null : (
                <p>
                  <a href={addresses.why(outline.courseId)}>{standing.why.link}</a>
                </p>
              )}
            </Section>
            {asked.map(toContents)}
            {electives.length > 0 ? <p>{learn.module.electivesLead}</p> : null}
            {electives.map(toContents)}
            <p>
              <a href={addresses.glossary(outline.courseId)}>{words.glossary}</a>
            </p>
            {outline.hasResources ? (
              <p>
                <a href={addresses.resources(outline.courseId)}>{learn.resources.link}</a>
              </p>
            ) : null}
            {outline.modules.some(({ quiz }) => quiz?.passedAt) ? (
              <p>
                <a href={addresses.practiceAgain(outline.courseId)}>{practiceAgain.link}</a>
              </p>
            ) : null}
            <p>
              <a href={addresses.writing}>{learn.learning.writing}</a>
            </p>
          </>
        ) : (
          <CourseContents outline={contents} passMarks={about.passMarks} />
        )}
        <EarlierCycles courseId={about.id} cycle={cycle} />
        <AboutCourse about={about} statements={statements} />
        {outline ? <Leaving /> : null}
      </Stack>
    </Page>
  );
}

function Opening({ id }: { id: string }) {
  const { openings, filling } = useShown<typeof loader>();
  const opening = openings[id];
  return opening ? <ModuleOpening opening={opening} fill={toFill(filling)} isOpen={false} /> : null;
}

/** How long the record is valid and the way to renew it; or why a renewal was refused. */
function Renewing() {
  const { outline, lifetime, about } = useShown<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors = refused?.typed.intent === "renew" ? refused.errors : undefined;
  if (outline && lifetime) return <RenewalSection courseId={about.id} lifetime={lifetime} errors={errors} />;
  return errors ? <Notice kind="attention">{errors.form}</Notice> : null;
}

function Joining() {
  const { opening, leftAt, zone, asked } = useShown<typeof loader>();
  const refused = useActionData<typeof action>();
  if (opening !== "open") return <Notice>{words.taking[opening]}</Notice>;
  return (
    <Form intent="join" errors={refused?.typed.intent === "renew" ? undefined : refused?.errors}>
      <DueLine asked={asked} />
      {leftAt ? <p>{words.left(formatTime({ at: leftAt, zone }))}</p> : null}
      <Button>{leftAt ? words.comeBack : words.join}</Button>
    </Form>
  );
}

function Leaving() {
  return (
    <Disclosure summary={words.leave}>
      <Form intent="leave">
        <p>{words.leaveText}</p>
        <Button kind="danger">{words.leave}</Button>
      </Form>
    </Disclosure>
  );
}
