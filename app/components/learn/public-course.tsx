import type { CourseInformation } from "#app/domain/course-information.ts";
import { learn } from "#app/messages/learn.ts";
import { Definition } from "../ui/definition.tsx";
import { Section, Stack } from "../ui/layout.tsx";

const words = learn.outline;

/** What a course asks for, module by module, for who may not even have an account: with `AboutCourse`, all that an approving body wants to see. */
export function PublicCourse({ about }: { about: CourseInformation }) {
  const { modules, conditions, passMarks, attempts, contact, reviewers } = about;
  const asked = ["clinical", "legal", "lived-experience"] as const;
  const unreviewed = asked.filter((role) => !reviewers.some((reviewer) => reviewer.role === role));
  const uncredited = modules.filter(({ credit }) => !credit).map(({ title }) => title);
  return (
    <Stack gap="large">
      <Section heading={words.modules}>
        {modules.map(({ id, title, minutes, objectives }) => (
          <section key={id}>
            <h3>{title}</h3>
            <p>{learn.module.minutes(minutes)}</p>
            <ul>
              {objectives.map(({ verb, text }) => (
                <li key={text}>
                  {verb} {text}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Section>
      <Section heading={words.counts}>
        <ul>
          {conditions.map((condition) => (
            <li key={condition}>
              {learn.conditions[condition]}
              {condition === "quizzes-passed" ? ` (${words.passMarks(passMarks)})` : null}
            </li>
          ))}
        </ul>
        <Definition
          entries={[
            { term: words.attemptsOf, detail: words.attempts(attempts) },
            { term: words.notForCredit, detail: words.notCounted(uncredited) },
            { term: words.complaints, detail: words.complaintsText(contact) },
            { term: words.accommodations, detail: words.accommodationsText(contact) },
          ]}
        />
        {unreviewed.length > 0 ? (
          <p>
            <strong>{words.unreviewed(unreviewed)}</strong>
          </p>
        ) : null}
        <p>{words.notLegal}</p>
      </Section>
    </Stack>
  );
}
