import { filesOf, questionsIn, type WrittenCourse } from "./read/course.ts";
import { isTag } from "./read/document.ts";

/** Something of which a course says that it was not done: whoever relies on the course may want it first. */
export interface Undone {
  path: string;
  /** The key, as `hours.pilot`; items are counted. */
  what: string;
}

const askedOf = ["reviewers", "reviewed", "lastReviewed", "nextReview"];
const askedOfHours = ["ratedBy", "pilot"];

/** Every `none` of a course, left out or written. */
export function undoneIn(written: WrittenCourse): Undone[] {
  return filesOf(written).flatMap(({ file }) => {
    const fields = keysOf(file.fields);
    const hours = keysOf(fields.hours);
    const items = questionsIn(file).filter((node) => isTag(node, "item"));
    const unseen = items.filter(({ attributes }) => (attributes.reviewed ?? "none") === "none").length;
    const found = [
      ...askedOf.filter((key) => fields[key] === null),
      ...askedOfHours.filter((key) => hours[key] === null).map((key) => `hours.${key}`),
      ...(unseen > 0 ? [`reviewed, of ${unseen} of ${items.length} items`] : []),
    ];
    return found.map((what) => ({ path: file.source.path, what }));
  });
}

function keysOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
