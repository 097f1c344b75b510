import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ModulePath } from "#app/components/learn/module-path.tsx";
import { NextCard } from "#app/components/learn/next-card.tsx";
import { AssignedCourses, JoinableCourses, type OfferedCourse } from "#app/components/learn/offered-courses.tsx";
import { type Asked, DueLine } from "#app/components/standing/due-line.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Columns, Section, Soft, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { type Lifetime, lifetimeOf } from "#app/domain/completion-record/validity.ts";
import { type Enrolled, listEnrolled } from "#app/domain/enrolment.ts";
import { type Evidence, listEvidence } from "#app/domain/progress/evidence.ts";
import { type Outline, outlineForLearner } from "#app/domain/progress/outline.ts";
import { progressIn } from "#app/domain/progress.ts";
import type { Standing } from "#app/domain/standing/judgement.ts";
import { isOpenTo, listOwnCourses, type OwnCourse } from "#app/domain/standing/own.ts";
import { conditional, pageHeaders } from "#app/http.ts";
import { learn } from "#app/messages/learn.ts";
import { practiceAgain } from "#app/messages/practice-again.ts";
import { lifetimeInWords } from "#app/messages/renewal.ts";
import { standing } from "#app/messages/standing.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: learn.learning.heading };

const words = learn.learning;

/** My learning: the one place to continue, how far one is, and what else there is. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const enrolled = await listEnrolled(db, visitor.actor.id);
  const evidence = await listEvidence(
    db,
    enrolled.map(({ enrolment }) => enrolment.id),
  );
  const at = now();
  const outlines = byUrgency(enrolled, evidence).map((place) => outlineOf(place, evidence));
  const { zone } = visitor.practice;
  const courses = await listOwnCourses(db, { personId: visitor.actor.id, now: at, zone });
  const open = courses.filter(isOpenTo).filter(({ id }) => !enrolled.some(({ release }) => release.courseId === id));
  const shown = {
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    current: outlines[0],
    others: outlines.slice(1),
    asked: Object.fromEntries(courses.map(({ id, standing }) => [id, askedOf(standing)])),
    assigned: open.filter(isWaiting).map(describe),
    joinable: open.filter((course) => !isWaiting(course)).map(describe),
    records: enrolled.flatMap(({ enrolment, release }) => {
      const record = evidence.get(enrolment.id)?.record;
      return record
        ? [
            {
              ...{ id: record.id, title: release.course.shortTitle, isRevoked: record.isRevoked },
              lifetime: lifetimeOf(record, at),
            },
          ]
        : [];
    }),
  };
  const releases = enrolled.map(({ release }) => release.hash);
  return data(shown, conditional({ request, parts: [shown, releases, visitor.practice.version] }));
}

export const headers = pageHeaders;

export default function Learning() {
  const { chrome, zone, current, others, assigned, joinable, asked, records } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="learn" heading={current ? undefined : words.heading}>
      {current ? (
        <Columns aside={<Aside outline={current} records={records} />}>
          <Stack gap="large">
            <NextCard outline={current} level={1} asked={asked[current.courseId]} />
            <ModulePath outline={current} zone={zone} />
            <AssignedCourses courses={assigned} />
            <Others outlines={others} asked={asked} />
            <JoinableCourses courses={joinable} />
          </Stack>
        </Columns>
      ) : (
        <Stack gap="large">
          {assigned.length > 0 ? (
            <h1>{words.heading}</h1>
          ) : (
            <EmptyState title={words.empty}>{joinable.length > 0 ? words.emptyText : words.noneToJoin}</EmptyState>
          )}
          <AssignedCourses courses={assigned} />
          <JoinableCourses courses={joinable} />
          {records.length > 0 ? <Records records={records} /> : null}
        </Stack>
      )}
    </Page>
  );
}

function Aside({ outline, records }: { outline: Outline; records: RecordLink[] }) {
  const { record, read, passed, modules } = outline;
  const hasPassed = modules.some(({ electiveHours, quiz }) => electiveHours === null && quiz?.passedAt);
  return (
    <Stack gap="large">
      <Section heading={words.standing}>
        <Definition
          layout="aside"
          entries={[
            { term: words.read, detail: learn.of(read.done, read.total) },
            { term: words.quizzes, detail: learn.of(passed.done, passed.total) },
          ]}
        />
        <p>
          <a href={`${addresses.outline(outline.courseId)}#conditions`}>{words.whatCounts}</a>
        </p>
        {record ? null : (
          <p>
            <a href={addresses.why(outline.courseId)}>{standing.why.link}</a>
          </p>
        )}
        {hasPassed ? (
          <p>
            <a href={addresses.practiceAgain(outline.courseId)}>{practiceAgain.link}</a>
          </p>
        ) : null}
        <p>
          <a href={addresses.writing}>{words.writing}</a>
        </p>
      </Section>
      <Records records={records} />
    </Stack>
  );
}

interface RecordLink {
  id: string;
  title: string;
  isRevoked: boolean;
  lifetime: Lifetime | null;
}

function Records({ records }: { records: RecordLink[] }) {
  return (
    <Section heading={words.records}>
      {records.length === 0 ? <p>{words.recordsEmpty}</p> : null}
      {records.map(({ id, title, isRevoked, lifetime }) => (
        <p key={id}>
          <a href={addresses.record(id)}>{words.recordOf(title)}</a>
          {isRevoked ? ` (${words.revoked})` : ""}
          {lifetime && !isRevoked ? (
            <>
              <br />
              <Soft>{lifetimeInWords(lifetime)}</Soft>
            </>
          ) : null}
        </p>
      ))}
      <p>
        <a href={addresses.records}>{words.allRecords}</a>
      </p>
    </Section>
  );
}

function Others({ outlines, asked }: { outlines: Outline[]; asked: Record<string, Asked> }) {
  if (outlines.length === 0) return null;
  return (
    <Section heading={words.others}>
      <ul>
        {outlines.map(({ courseId, title, steps, minutesLeft }) => (
          <li key={courseId}>
            <a href={addresses.outline(courseId)}>{title}</a>: {learn.steps(steps.done, steps.total, minutesLeft)}
            <DueLine asked={asked[courseId] ?? null} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function describe({ id, newest: { course }, standing }: OwnCourse): OfferedCourse {
  return { id, title: course.title, summary: course.summary, asked: askedOf(standing) };
}

/** As much as the page shows; why it is so has a page of its own. */
function askedOf({ status, dueOn }: Standing): Asked {
  return { status, dueOn };
}

function isWaiting({ standing: { status } }: OwnCourse): boolean {
  return status === "assigned" || status === "overdue";
}

/** Unfinished courses first, and of those the one last worked in. */
function byUrgency(enrolled: Enrolled[], evidence: Map<string, Evidence>): Enrolled[] {
  const isDone = ({ enrolment }: Enrolled) => Number(evidence.get(enrolment.id)?.record?.isRevoked === false);
  const lastTouched = ({ enrolment }: Enrolled) => enrolment.place?.at ?? enrolment.enrolledAt;
  return [...enrolled].sort((a, b) => isDone(a) - isDone(b) || lastTouched(b).localeCompare(lastTouched(a)));
}

function outlineOf({ enrolment, release }: Enrolled, all: Map<string, Evidence>): Outline {
  const evidence = all.get(enrolment.id);
  if (!evidence) throw new Error("An enrolment without its evidence.");
  const progress = progressIn({ course: release.course, evidence, place: enrolment.place });
  return outlineForLearner(release.course, progress);
}
