import type { Course } from "../course.ts";

interface Named {
  id: string;
  newest: { course: Pick<Course, "title" | "shortTitle"> };
}

/** What to call each course in a choice of them: its short title, with the whole one, or its id, where two are alike. */
export function namesApart(courses: Named[]): { id: string; title: string }[] {
  const count = (name: (course: Named["newest"]["course"]) => string, { newest }: Named) =>
    courses.filter((other) => name(other.newest.course) === name(newest.course)).length;
  return courses.map((one) => {
    const { title, shortTitle } = one.newest.course;
    if (count((course) => course.shortTitle, one) === 1) return { id: one.id, title: shortTitle };
    const isAlone = count((course) => course.title, one) === 1;
    return { id: one.id, title: `${shortTitle} (${isAlone ? title : [title, one.id].join(", ")})` };
  });
}
