import type { Question } from "../../course/question.ts";
import type { Course } from "../../course.ts";

/** How many items measure an objective, by their kind, and how many a learner is asked: no text of any. */
export interface BlueprintRow {
  module: number;
  objective: { id: string; verb: string; text: string };
  items: Record<Question["kind"], number>;
  /** Of this objective; null where items are drawn by principle, whatever their objective. */
  drawn: number | null;
  passMark: number;
}

/** What the quizzes of a course measure, in the course's order. */
export function blueprintOf({ modules }: Course): BlueprintRow[] {
  return modules.flatMap(({ quiz, objectives }, at) => {
    if (!quiz) return [];
    return objectives.map((objective) => {
      const own = quiz.items.filter((item) => item.objective === objective.id);
      const count = (kind: Question["kind"]) => own.filter((item) => item.kind === kind).length;
      const draws = quiz.draw.filter(({ by }) => by === "objective");
      const drawn = draws.find(({ of }) => of === objective.id)?.count ?? 0;
      return {
        module: at + 1,
        objective: { id: objective.id, verb: objective.verb, text: objective.text },
        items: {
          single: count("single"),
          multiple: count("multiple"),
          matching: count("matching"),
          ordering: count("ordering"),
        },
        drawn: draws.length > 0 ? drawn : null,
        passMark: quiz.passMark,
      };
    });
  });
}
