import { addresses } from "../addresses.ts";
import type { Fill } from "../prose/pieces.ts";

/** What fills the holes of a working copy: its lessons lead to previews of them, and terms stay on the page. */
export function toPreviewFill({ practice, courseId }: { practice: Fill["practice"]; courseId: string }): Fill {
  return {
    practice,
    link: (target) => {
      if (target.fill === "media") return addresses.previewMedia(courseId, target.media);
      return target.fill === "lesson" ? addresses.previewLesson(courseId, target.lesson) : "#main";
    },
  };
}
