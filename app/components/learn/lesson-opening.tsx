import type { LessonView } from "#app/domain/lesson/view.ts";
import { learn } from "#app/messages/learn.ts";
import { Callout } from "../ui/callout.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { LessonHead } from "../ui/lesson-layout.tsx";

const words = learn.lesson;

/** A lesson's head: where it stands, how long it takes, what it serves, and what to know before reading. */
export function LessonOpening({ lesson }: { lesson: LessonView }) {
  const { number, of, minutes, required, title, objectives, contentNote } = lesson;
  const kicker = [words.kicker(number, of, minutes), required ? null : words.optional].filter(Boolean).join(" · ");
  return (
    <LessonHead kicker={kicker} title={title}>
      {objectives.length > 0 ? (
        <Disclosure summary={words.serves}>
          <ul>
            {objectives.map(({ verb, text }) => (
              <li key={text}>
                {verb} {text}
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
      {contentNote ? (
        <Callout kind="care" title={words.contentNote}>
          <p>{contentNote}</p>
          <p>
            <a href="#summary_">{words.skip}</a>
          </p>
        </Callout>
      ) : null}
    </LessonHead>
  );
}
