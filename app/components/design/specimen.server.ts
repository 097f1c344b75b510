import type { AnsweredCheck, ShownCheck } from "#app/components/prose/check-form.tsx";
import type { ShownLesson } from "#app/components/prose/lesson-body.tsx";
import { renderBlocks, renderInline } from "#app/components/prose/render.server.tsx";
import type { Check } from "#app/domain/course/question.ts";
import { specimenCheck, specimenCourse, specimenLesson } from "./specimen-course.ts";

/** The specimen lesson and its check in each state, made as a release's are. */
export function specimen(): { lesson: ShownLesson; answers: { check: ShownCheck; answered: AnsweredCheck }[] } {
  const blocks = specimenLesson.body.map((block) =>
    block.kind === "static"
      ? { kind: block.kind, pieces: renderBlocks(block.nodes, specimenCourse) }
      : { kind: "check" as const, check: shown(specimenCheck, 0) },
  );
  const references = specimenCourse.references.map(({ id, entry }) => ({
    id,
    pieces: renderInline(entry, specimenCourse),
  }));
  return { lesson: { blocks, references }, answers: [answer(1, 1, "right"), answer(2, 0, "not-yet")] };
}

function shown({ kind, stem, choices }: Check, place: number): ShownCheck {
  return {
    place,
    kind,
    stem: renderInline(stem, specimenCourse),
    choices: choices.map(({ text }) => renderInline(text, specimenCourse)),
  };
}

function answer(place: number, chosen: number, result: AnsweredCheck["result"]) {
  const explained = specimenCheck.choices.flatMap((choice, at) =>
    at === chosen || choice.correct
      ? [{ place: at, fits: choice.correct, rationale: renderInline(choice.rationale, specimenCourse) }]
      : [],
  );
  return { check: shown(specimenCheck, place), answered: { place, chosen: [chosen], result, explained } };
}
