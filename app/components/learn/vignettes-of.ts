import { vignettes as words } from "#app/messages/vignettes.ts";
import { addresses } from "../addresses.ts";
import { formatTime } from "../ui/time.tsx";

/** Where a learner goes through the cases of a lesson, and when they finished each. */
export function vignettesOf({
  courseId,
  finished,
  zone,
}: {
  courseId: string;
  finished: Record<string, string | null>;
  zone: string;
}) {
  return {
    address: (id: string) => addresses.vignette(courseId, id),
    finishedOn: (id: string) => {
      const at = finished[id];
      return at ? words.finishedOn(formatTime({ at, zone })) : undefined;
    },
  };
}
