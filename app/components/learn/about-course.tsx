import type { CourseInformation } from "#app/domain/course-information.ts";
import { learn } from "#app/messages/learn.ts";
import { requests } from "#app/messages/requests.ts";
import { addresses } from "../addresses.ts";
import { Definition, type Entry } from "../ui/definition.tsx";
import { Section, Stack } from "../ui/layout.tsx";

const words = learn.outline;

/** What there is to know of a course before joining it, and at any time after. */
export function AboutCourse({ about, statements }: { about: CourseInformation; statements: string[] }) {
  return (
    <Section heading={words.about} id="about">
      <Stack>
        <p>{words.objectives}</p>
        <ul>
          {about.objectives.map(({ verb, text }) => (
            <li key={text}>
              {verb} {text}
            </li>
          ))}
        </ul>
        <Definition entries={entriesOf(about)} />
        {statements.map((statement) => (
          <p key={statement}>{statement}</p>
        ))}
        <p>{words.board}</p>
        <p>
          <a href={addresses.requests}>{requests.link}</a>
        </p>
        <p>{words.needs}</p>
      </Stack>
    </Section>
  );
}

function entriesOf(about: CourseInformation): Entry[] {
  const { hours, isEstimate } = about.hours;
  return [
    { term: words.audience, detail: about.audience },
    { term: words.time, detail: words.timeInWords(about.minutes) },
    { term: words.hours, detail: words.hoursInWords(hours, isEstimate) },
    { term: words.counted, detail: words.countedInWords(about.hours) },
    { term: words.level, detail: learn.levels[about.level] },
    { term: words.format, detail: about.delivery },
    { term: words.authors, detail: about.authors.map(nameAndCredentials).join("; ") },
    { term: words.reviewers, detail: about.reviewers.length === 0 ? words.notYetDone : reviewersOf(about) },
    { term: words.lastReviewed, detail: about.lastReviewed ?? words.notYetDone },
    { term: words.livedExperience, detail: about.livedExperience },
    { term: words.interests, detail: about.conflictOfInterest },
    { term: words.support, detail: about.commercialSupport },
    { term: words.limits, detail: about.limits },
    { term: words.refunds, detail: about.refundPolicy },
    { term: words.complaints, detail: about.contact },
    { term: words.version, detail: about.version },
  ];
}

function nameAndCredentials({ name, credentials, role }: CourseInformation["authors"][number]): string {
  return [name, credentials, role].filter(Boolean).join(", ");
}

function reviewersOf({ reviewers }: CourseInformation): string {
  return reviewers.map(({ role, date }) => `${words.reviewerRoles[role]}, ${date}`).join("; ");
}
