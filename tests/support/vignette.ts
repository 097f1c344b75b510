import type { Option, Vignette } from "#app/domain/course/vignette.ts";
import type { Compiled, Course } from "#app/domain/course.ts";
import { smallRelease } from "./course.ts";

/** The small course, which asks for the case in its first lesson too. `change` may alter the case. */
export function releaseWithVignette(change: (vignette: Vignette) => Vignette = (vignette) => vignette): Compiled {
  return smallRelease((course) => withVignette(course, change(smallVignette())));
}

/** Ways through the small case, by the places of their options. */
export const ways = { straight: [0, 0], round: [1, 1, 0, 0], lost: [2] } as const;

/**
 * Two scenes: a (good, too warm: to b; harmful: to the ending z) and b (good: to the ending y; back to a). Words that
 * stand in one place alone: "text-a", "option-a-0", "consequence-a-0", "feedback-a-0", "debrief".
 */
export function smallVignette(): Vignette {
  return {
    id: "vignet01",
    title: "Kim",
    minutes: 5,
    contentNote: "A loss is mentioned.",
    reviewed: null,
    scenes: [
      {
        id: "a",
        text: [paragraph("text-a")],
        options: [option("a", 0, "b", "good"), option("a", 1, "b", "too-warm"), option("a", 2, "z", "harmful")],
      },
      { id: "b", text: [paragraph("text-b")], options: [option("b", 0, "y", "good"), option("b", 1, "a", "too-warm")] },
      { id: "y", text: [paragraph("text-y")], options: [] },
      { id: "z", text: [paragraph("text-z")], options: [] },
    ],
    debrief: [paragraph("debrief"), { name: "ul", children: [{ name: "li", children: ["Who asked?"] }] }],
    words: 12,
  };
}

/** The same course with this case at the end of its first lesson, and asking for it. */
export function withVignette(course: Course, vignette: Vignette): Course {
  return {
    ...course,
    completion: [...course.completion.slice(0, 2), { kind: "vignettes-finished" }, ...course.completion.slice(2)],
    modules: course.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson) =>
        lesson.id === "lesson11"
          ? { ...lesson, vignettes: [vignette], body: [...lesson.body, { kind: "vignette", id: vignette.id }] }
          : lesson,
      ),
    })),
  };
}

function option(scene: string, at: number, to: string, quality: Option["quality"]): Option {
  return {
    id: "abc".charAt(at),
    text: [`option-${scene}-${at}`],
    to,
    quality,
    consequence: [paragraph(`consequence-${scene}-${at}`)],
    feedback: [paragraph(`feedback-${scene}-${at}`)],
  };
}

function paragraph(text: string) {
  return { name: "p", children: [text] };
}
