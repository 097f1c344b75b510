import { addresses } from "../addresses.ts";
import type { Fill } from "../prose/pieces.ts";

/** What fills the holes of a course's text for one reader, as a loader says it. */
export interface Filling {
  practice: { name: string; contact: string };
  courseId: string;
  /** The lessons that are open to the reader; a link to another leads to the outline, which says why. */
  readable: string[];
}

export function toFill({ practice, courseId, readable }: Filling): Fill {
  return {
    practice,
    link: (target) => {
      if (target.fill === "media") return addresses.media(courseId, target.media);
      if (target.fill === "glossary") return addresses.glossary(courseId, target.anchor);
      return readable.includes(target.lesson) ? addresses.lesson(courseId, target.lesson) : addresses.outline(courseId);
    },
  };
}
