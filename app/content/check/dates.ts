import { type Fault, faultAt } from "#app/content/faults.ts";
import { type AnyFile, filesOf, type WrittenCourse } from "#app/content/read/course.ts";
import { isTag, placeOfNode } from "#app/content/read/document.ts";
import { isStale } from "#app/domain/course/dates.ts";

/** Reviews that are overdue, resources that nobody has looked up for half a year, and what claims a day to come. */
export function checkDates(written: WrittenCourse, now: Date): Fault[] {
  const today = now.toISOString().slice(0, 10);
  return filesOf(written).flatMap(({ file }) => [
    ...checkReview(file, today),
    ...checkResources(file, today),
    ...checkClaims(file, today),
  ]);
}

function checkReview({ written, keyAt }: AnyFile, today: string): Fault[] {
  const { nextReview } = written;
  if (typeof nextReview !== "string" || nextReview === "none" || nextReview >= today) return [];
  return [faultAt(keyAt(["nextReview"]), "review-overdue", `the review of ${nextReview} has passed`)];
}

/** What was done was not done tomorrow: reviews, a pilot, a look at a resource, the state of a law. */
function checkClaims({ written, keyAt, document }: AnyFile, today: string): Fault[] {
  const { lastReviewed, reviewed, reviewers, hours } = written;
  const claims: [string[], unknown][] = [
    [["lastReviewed"], lastReviewed],
    [["reviewed"], reviewed],
    ...(Array.isArray(reviewers) ? reviewers : []).map((one): [string[], unknown] => [
      ["reviewers"],
      fieldOf(one, "date"),
    ]),
    [["hours"], fieldOf(fieldOf(hours, "pilot"), "on")],
  ];
  const inFront = claims.flatMap(([key, date]) => (isToCome(date, today) ? [claimed(keyAt(key), date)] : []));
  const inText = document.nodes.flatMap((node) => {
    const date = isTag(node, "resource")
      ? node.attributes.checked
      : isTag(node, "jurisdiction")
        ? node.attributes.asOf
        : 0;
    return isToCome(date, today) ? [claimed(placeOfNode(document, node), date)] : [];
  });
  return [...inFront, ...inText];
}

function claimed(place: Parameters<typeof faultAt>[0], date: string): Fault {
  return faultAt(place, "date-to-come", `${date} has not been yet`);
}

/** A year or month is to come once its first day is. */
function isToCome(date: unknown, today: string): date is string {
  return typeof date === "string" && /^\d{4}/.test(date) && date > today.slice(0, date.length);
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function checkResources({ document }: AnyFile, today: string): Fault[] {
  return document.nodes.flatMap((node) => {
    const { checked, name } = node.attributes;
    if (!isTag(node, "resource") || typeof checked !== "string" || !isStale(checked, today)) return [];
    return [faultAt(placeOfNode(document, node), "resource-stale", `"${name}" was last looked up on ${checked}`)];
  });
}
