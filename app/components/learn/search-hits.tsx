import type { Hit } from "#app/domain/search.ts";
import { search } from "#app/messages/search.ts";
import { addresses } from "../addresses.ts";
import { Section, Soft, Stack } from "../ui/layout.tsx";

interface SearchHitsProps {
  courseId: string;
  title: string;
  count: number;
  hits: Hit[];
}

/** What was found in one course: the lesson and the heading, with the words in their place. */
export function SearchHits({ courseId, title, count, hits }: SearchHitsProps) {
  if (hits.length === 0) return null;
  return (
    <Section heading={title}>
      <Stack>
        {hits.map((hit) => (
          <div key={`${hit.lessonId}${hit.anchor}`}>
            <a href={addresses.lesson(courseId, hit.lessonId, hit.anchor)}>{headingOf(hit)}</a>
            <p>
              {hit.excerpt.map(({ text, isMatch }, at) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one excerpt never change their order
                isMatch ? <mark key={at}>{text}</mark> : text,
              )}
            </p>
          </div>
        ))}
        {count > hits.length ? <Soft>{search.shownFirst(hits.length)}</Soft> : null}
      </Stack>
    </Section>
  );
}

function headingOf({ lessonTitle, heading, anchor }: Hit): string {
  return anchor === null || heading === "" ? lessonTitle : `${lessonTitle} · ${heading}`;
}
