import { type Fault, faultAt } from "#app/content/faults.ts";
import { type AnyFile, filesOf, type WrittenCourse } from "#app/content/read/course.ts";
import { isTag, placeOfNode } from "#app/content/read/document.ts";
import { isStale } from "#app/domain/course/dates.ts";

/** Reviews that are overdue and resources that nobody has looked up for half a year, as of a day. */
export function checkDates(written: WrittenCourse, now: Date): Fault[] {
  const today = now.toISOString().slice(0, 10);
  return filesOf(written).flatMap(({ file }) => [...checkReview(file, today), ...checkResources(file, today)]);
}

function checkReview({ written, keyAt }: AnyFile, today: string): Fault[] {
  const { nextReview } = written;
  if (typeof nextReview !== "string" || nextReview === "none" || nextReview >= today) return [];
  return [faultAt(keyAt(["nextReview"]), "review-overdue", `the review of ${nextReview} has passed`)];
}

function checkResources({ document }: AnyFile, today: string): Fault[] {
  return document.nodes.flatMap((node) => {
    const { checked, name } = node.attributes;
    if (!isTag(node, "resource") || typeof checked !== "string" || !isStale(checked, today)) return [];
    return [faultAt(placeOfNode(document, node), "resource-stale", `"${name}" was last looked up on ${checked}`)];
  });
}
