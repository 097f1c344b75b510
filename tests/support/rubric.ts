import type { Node } from "#app/domain/course/text.ts";
import type { Compiled, Course } from "#app/domain/course.ts";
import { smallRelease } from "./course.ts";

const criterion = (id: string, words: string): Node => ({ name: "criterion", attributes: { id }, children: [words] });

/** The small course asking for a sign-off by a rubric of two criteria, in its first lesson. */
export function releaseWithRubric(change: (course: Course) => Course = (course) => course): Compiled {
  return smallRelease((course) => {
    const rubric: Node = {
      name: "rubric",
      attributes: { id: "rubric01" },
      children: ["Sit in on it.", criterion("a", "Asks first."), criterion("b", "Names the limits.")],
    };
    const [first, ...others] = course.modules;
    const [lesson, ...lessons] = first?.lessons ?? [];
    if (!first || !lesson) throw new Error("The small course has no lesson.");
    const body = [...lesson.body, { kind: "static" as const, nodes: [rubric] }];
    const modules = [{ ...first, lessons: [{ ...lesson, body }, ...lessons] }, ...others];
    return change({ ...course, modules, completion: [...course.completion, { kind: "signed-off" }] });
  });
}
