import type { Outline } from "#app/domain/progress/outline.ts";
import { learn } from "#app/messages/learn.ts";
import { Section, Stack } from "../ui/layout.tsx";
import { Path } from "../ui/path.tsx";

const words = learn.outline;

/** What a course covers and asks for, for who is not in it: nothing to open, no state. */
export function CourseContents({ outline, passMarks }: { outline: Outline; passMarks: number[] }) {
  return (
    <Stack gap="large">
      <Section heading={words.modules}>
        <Path
          label={words.modules}
          steps={outline.modules.map(({ id, title, minutes, lessons, quiz, contentNote, electiveHours }) => ({
            key: id,
            state: "open",
            title,
            detail: (
              <>
                <p>
                  {learn.module.contents(lessons.length, quiz !== null)} · {learn.module.minutes(minutes)}
                </p>
                {electiveHours !== null ? <p>{learn.module.elective(electiveHours)}</p> : null}
                {contentNote ? <p>{contentNote}</p> : null}
              </>
            ),
          }))}
        />
      </Section>
      <Section heading={words.counts}>
        <ul>
          {outline.conditions.map(({ condition }) => (
            <li key={condition}>
              {learn.conditions[condition]}
              {condition === "quizzes-passed" ? ` (${words.passMarks(passMarks)})` : null}
            </li>
          ))}
        </ul>
      </Section>
    </Stack>
  );
}
