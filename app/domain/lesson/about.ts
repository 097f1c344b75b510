import { hasPassed } from "#app/domain/course/dates.ts";
import type { Course, Lesson, Module } from "../course.ts";
import { fillPractice } from "../course-information.ts";
import type { Practice } from "../practice.ts";

/** What a reader may want to know of the text they have read: how far it reaches, who made it, and who has looked at it. */
export interface AboutText {
  evidenceLimits: string;
  authors: string[];
  /** The reviews that nobody has done yet, of those that a practice would ask for. */
  unreviewed: ("clinical" | "legal" | "lived-experience")[];
  /** When the lesson, its module or the course was last reviewed. */
  lastReviewed: string | null;
  nextReview: string | null;
  /** Whether the day of the next review has passed. */
  overdue: boolean;
  /** What a reader can do whom the text touches; null in releases from before it was asked for. */
  ifAffected: string | null;
  hasResources: boolean;
}

const asked = ["clinical", "legal", "lived-experience"] as const;

/** What stands at the end of each lesson. The day decides whether a review is overdue. */
export function aboutTextForLearner(
  course: Course,
  { module, lesson }: { module: Module; lesson: Lesson },
  { practice, now }: { practice: Pick<Practice, "name" | "contact">; now: Date },
): AboutText {
  const nextReview = module.nextReview ?? course.nextReview;
  return {
    evidenceLimits: module.evidenceLimits,
    authors: course.authors.map(({ name }) => name),
    unreviewed: asked.filter((role) => !course.reviewers.some((reviewer) => reviewer.role === role)),
    lastReviewed: lesson.reviewed ?? module.lastReviewed ?? course.lastReviewed,
    nextReview,
    overdue: hasPassed(nextReview, now.toISOString().slice(0, 10)),
    ifAffected: course.ifAffected && fillPractice(course.ifAffected, practice),
    hasResources: course.resources !== null,
  };
}
