import { renewal } from "#app/messages/renewal.ts";
import { addresses } from "../addresses.ts";
import { Section } from "../ui/layout.tsx";

/** The way to each cycle of a course before the present one; nothing in the first. */
export function EarlierCycles({ courseId, cycle }: { courseId: string; cycle: number }) {
  if (cycle === 1) return null;
  return (
    <Section heading={renewal.earlier.sectionHeading}>
      <ul>
        {Array.from({ length: cycle - 1 }, (_, at) => at + 1).map((earlier) => (
          <li key={earlier}>
            <a href={addresses.earlierCycle(courseId, earlier)}>{renewal.earlier.link(earlier)}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
