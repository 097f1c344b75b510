import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LessonBody } from "#app/components/prose/lesson-body.tsx";
import type { Fill } from "#app/components/prose/pieces.ts";
import { renderedAnswer, renderedLesson } from "#app/components/prose/rendered.server.ts";
import { answerCheck } from "#app/domain/check.ts";
import type { Course, Lesson, Release } from "#app/domain/course.ts";
import { smallRelease, withOtherKeys } from "#tests/support/course.ts";

const fill: Fill = { practice: { name: "North Street", contact: "office" }, link: () => "/there" };
const release = releaseOf(smallRelease().course, "one");
const otherKeys = releaseOf(smallRelease(withOtherKeys).course, "two");
const lesson = firstLesson(release);

test("two releases that differ in keys and rationales alone show the same lesson until a check is answered", () => {
  const one = JSON.stringify(renderedLesson(release, lesson));
  const two = JSON.stringify(renderedLesson(otherKeys, firstLesson(otherKeys)));
  expect(two).toBe(one);
  expect(one).not.toMatch(/Because of|different reason|correct|fits/);
});

test("choices are named by their place, not by the author's ids", () => {
  const shown = show();
  expect([...shown.matchAll(/type="radio" name="choice" value="([^"]*)"/g)].map(([, value]) => value)).toEqual([
    "0",
    "1",
    "2",
  ]);
  expect(shown).not.toContain("check011");
});

test("an answer explains the chosen choice and the one that fits, and no other", () => {
  const shown = show(2);
  expect(shown).toContain("Not quite.");
  expect(shown).toContain("Because of a.");
  expect(shown).toContain("Because of c.");
  expect(shown).not.toContain("Because of b.");
  expect(shown).toMatch(/value="2" checked=""|checked="" value="2"/);
});

test("the choice that fits says so in words", () => {
  expect(show(0)).toContain("Your answer fits.");
  expect(show(2)).toContain("Your answer does not fit.");
  expect(show(2)).toContain("This one fits.");
});

test("an answer without a choice is asked for one, and told nothing", () => {
  const shown = show("nothing");
  expect(shown).toContain("Choose an answer first.");
  expect(shown).not.toContain("Because of");
});

test("the result stands in a status region that is there before the answer", () => {
  expect(show()).toContain('<p class="check-result" role="status"></p>');
});

function show(chosen?: number | "nothing"): string {
  const answer =
    chosen === undefined ? undefined : answerCheck(lesson, { place: 0, chosen: chosen === "nothing" ? [] : [chosen] });
  const answered = answer && renderedAnswer(release, answer);
  const shown = { lesson: renderedLesson(release, lesson), fill, answered, toolAddress: () => "#tool" };
  return renderToStaticMarkup(<LessonBody {...shown} />);
}

function releaseOf(course: Course, hash: string): Release {
  return { id: hash, courseId: course.id, version: "1.0.0", hash, publishedAt: "2026-11-23T00:00:00.000Z", course };
}

function firstLesson({ course }: Release): Lesson {
  const lesson = course.modules[0]?.lessons[0];
  if (!lesson) throw new Error("The small course has no lesson.");
  return lesson;
}
