import { learn } from "#app/messages/learn.ts";
import { standing } from "#app/messages/standing.ts";
import { addresses } from "../addresses.ts";
import { type Asked, DueLine } from "../standing/due-line.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Actions, Section, Stack } from "../ui/layout.tsx";

const words = learn.learning;

/** A course that one is not in and may begin. */
export interface OfferedCourse {
  id: string;
  title: string;
  summary: string;
  asked: Asked;
}

/** Courses that were assigned and not begun, the earliest due date first. */
export function AssignedCourses({ courses }: { courses: OfferedCourse[] }) {
  if (courses.length === 0) return null;
  const byDay = [...courses].sort((a, b) => (a.asked.dueOn ?? "9999").localeCompare(b.asked.dueOn ?? "9999"));
  return (
    <Section heading={standing.assignedToYou}>
      <Stack>
        {byDay.map(({ id, title, summary, asked }) => (
          <Card key={id} heading={title} level={3}>
            <DueLine asked={asked} />
            <p>{summary}</p>
            <Actions>
              <ButtonLink to={addresses.outline(id)} kind="quiet">
                {standing.begin}
              </ButtonLink>
              <a href={addresses.why(id)}>{standing.why.link}</a>
            </Actions>
          </Card>
        ))}
      </Stack>
    </Section>
  );
}

/** Courses that anybody may join. */
export function JoinableCourses({ courses }: { courses: OfferedCourse[] }) {
  if (courses.length === 0) return null;
  return (
    <Section heading={words.join}>
      <Stack>
        {courses.map(({ id, title, summary }) => (
          <Card key={id} heading={title} level={3}>
            <p>{summary}</p>
            <p>
              <a href={addresses.outline(id)}>{words.see}</a>
            </p>
          </Card>
        ))}
      </Stack>
    </Section>
  );
}
