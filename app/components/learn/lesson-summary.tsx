import { learn } from "#app/messages/learn.ts";
import { Callout } from "../ui/callout.tsx";

/** What a lesson says in short: where the content note's link leads. */
export function LessonSummary({ summary }: { summary: string }) {
  return (
    <section id="summary_" tabIndex={-1} aria-label={learn.lesson.summary}>
      <Callout title={learn.lesson.summary}>
        <p>{summary}</p>
      </Callout>
    </section>
  );
}
