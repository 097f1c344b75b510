import type { Course } from "../course.ts";
import type { Element, Node } from "./text.ts";

/** What a supervisor looks for in an observed conversation before they sign it off. */
export interface Rubric {
  id: string;
  /** The lesson where learners read it. */
  lessonId: string;
  lead: Node[];
  criteria: Criterion[];
}

export interface Criterion {
  /** Its own within the rubric. */
  id: string;
  text: Node[];
}

/** Whether a release asks for a sign-off. */
export function asksForSignOff({ completion }: Pick<Course, "completion">): boolean {
  return completion.some(({ kind }) => kind === "signed-off");
}

/** The rubric of a release that asks for a sign-off; the compiler sees to it that there is one. */
export function rubricOf(course: Course): Rubric | undefined {
  if (!asksForSignOff(course)) return undefined;
  for (const { lessons } of course.modules) {
    for (const lesson of lessons) {
      const nodes = lesson.body.flatMap((block) => (block.kind === "static" ? block.nodes : []));
      const element = nodes.find((node) => isElement(node, "rubric"));
      if (element && isElement(element, "rubric")) return toRubric(element, lesson.id);
    }
  }
  return undefined;
}

function toRubric({ attributes, children = [] }: Element, lessonId: string): Rubric {
  const criteria = children.filter((child) => isElement(child, "criterion"));
  return {
    id: String(attributes?.id),
    lessonId,
    lead: children.filter((child) => !isElement(child, "criterion")),
    criteria: criteria.map(({ attributes, children = [] }) => ({ id: String(attributes?.id), text: children })),
  };
}

function isElement(node: Node, name: string): node is Element {
  return typeof node !== "string" && node.name === name;
}
