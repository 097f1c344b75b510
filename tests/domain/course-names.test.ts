import { expect, test } from "vitest";
import { namesApart } from "#app/domain/course/names.ts";

const course = (id: string, shortTitle: string, title: string) => ({ id, newest: { course: { shortTitle, title } } });

test("courses of one short title are told apart by their titles, and those of one title by their ids", () => {
  const named = namesApart([
    course("aaaaaaaa", "Module A", "Listening"),
    course("bbbbbbbb", "Module A", "Speaking"),
    course("cccccccc", "Module B", "Reading"),
    course("dddddddd", "Module C", "Writing"),
    course("eeeeeeee", "Module C", "Writing"),
  ]);
  expect(named.map(({ title }) => title)).toEqual([
    "Module A (Listening)",
    "Module A (Speaking)",
    "Module B",
    "Module C (Writing, dddddddd)",
    "Module C (Writing, eeeeeeee)",
  ]);
});
