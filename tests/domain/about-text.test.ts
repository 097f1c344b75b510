import { expect, test } from "vitest";
import type { Course } from "#app/domain/course.ts";
import { aboutTextForLearner } from "#app/domain/lesson/about.ts";
import { smallRelease } from "#tests/support/course.ts";

const practice = { name: "A practice", contact: "office@practice.example" };

test("what nobody has reviewed yet is named, and what somebody has is not", () => {
  expect(aboutIn((course) => course).unreviewed).toEqual(["clinical", "legal", "lived-experience"]);
  const reviewed = aboutIn((course) => ({ ...course, reviewers: [{ role: "legal", date: "2026-01-31" }] }));
  expect(reviewed.unreviewed).toEqual(["clinical", "lived-experience"]);
});

test("a review is overdue from the day after it was due, by the module's date, else the course's", () => {
  const due = (nextReview: string | null) => aboutIn((course) => ({ ...course, nextReview })).overdue;
  expect([due(null), due("2026-11-22"), due("2026-11-23"), due("2026-11-24")]).toEqual([false, true, false, false]);
  const ofModule = aboutIn((course) => ({
    ...course,
    nextReview: "2027-01-01",
    modules: course.modules.map((module) => ({ ...module, nextReview: "2026-06-30", lastReviewed: "2025-06-30" })),
  }));
  expect(ofModule).toMatchObject({ overdue: true, nextReview: "2026-06-30", lastReviewed: "2025-06-30" });
});

test("what to do if one is affected names the practice's contact; older releases have nothing of it", () => {
  const text = "Write to $practice.contact.";
  expect(aboutIn((course) => ({ ...course, ifAffected: text })).ifAffected).toBe("Write to office@practice.example.");
  expect(aboutIn((course) => ({ ...course, ifAffected: null })).ifAffected).toBeNull();
});

function aboutIn(change: (course: Course) => Course) {
  const { course } = smallRelease(change);
  const [module] = course.modules;
  const [lesson] = module?.lessons ?? [];
  if (!module || !lesson) throw new Error("The small course has a lesson.");
  return aboutTextForLearner(course, { module, lesson }, { practice, now: new Date("2026-11-23T09:00:00.000Z") });
}
