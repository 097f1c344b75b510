import type { Db } from "#db/open.ts";
import type { Node } from "./course/text.ts";
import type { Option, Quality, Scene, Vignette } from "./course/vignette.ts";
import type { Acting } from "./enrolment.ts";
import { finishVignette } from "./vignette/finish.ts";

/** Where one stands in a case, with no more of it than the choices so far have led to. */
export interface Standing {
  /** The places of the options chosen, from 0, from the first scene on: all that is known of the way, and kept nowhere. */
  path: number[];
  /** What was chosen last and what came of it; null at the beginning. */
  last: Chosen | null;
  text: Node[];
  /** In the author's order; none at an ending. */
  options: Node[][];
  /** After an ending. */
  debrief: Node[] | null;
}

export interface Chosen {
  option: Node[];
  quality: Quality;
  consequence: Node[];
  feedback: Node[];
}

/** One choice on a way through a case. */
export interface Step {
  scene: Scene;
  option: Option;
}

type NotChosen = "no-choice" | "no-such-step";

/** A choice that could not be followed: why, and where the case stands as far as its path leads. */
export interface Strayed {
  refused: NotChosen;
  standing: Standing;
}

/** The beginning of a case. */
export function beginVignette(vignette: Vignette): Standing {
  return standingForLearner(vignette, []);
}

/**
 * Where a path leads, and then the choice, if one is made. Nothing is taken on trust: the path is walked anew each time.
 * A path or choice that is not in the case is refused, and answered with how far it does lead.
 */
export function goOn(
  vignette: Vignette,
  { path, choice }: { path: number[]; choice: number | null },
): { standing: Standing; steps: Step[] } | Strayed {
  const steps = walk(vignette, choice === null ? path : [...path, choice]);
  const standing = standingForLearner(vignette, steps);
  const asked = path.length + (choice === null ? 0 : 1);
  return steps.length === asked ? { standing, steps } : { refused: "no-such-step", standing };
}

/**
 * Takes one choice in a case. The first that leads a person to an ending finishes it, once for them and the release,
 * and may complete the course; a later one, or the same sent twice, is answered alike. Refused without a choice and for
 * one that is not there. Undefined for a case that is locked by now.
 */
export async function chooseOption(
  db: Db,
  {
    vignette,
    path,
    choice,
    ...acting
  }: Acting & { vignette: Vignette; url: string; path: number[]; choice: number | null },
): Promise<{ standing: Standing; finished: boolean } | Strayed | undefined> {
  const gone = goOn(vignette, { path, choice });
  if ("refused" in gone) return gone;
  if (choice === null) return { refused: "no-choice", standing: gone.standing };
  const { standing, steps } = gone;
  if (standing.debrief === null) return { standing, finished: false };
  const finished = await finishVignette(db, { ...acting, vignetteId: vignette.id, steps });
  return finished && { standing, finished: true };
}

/** A whole case to be read from beginning to end, for who would rather read: sent when it is asked for, and not before. */
export function textForLearner({ scenes, debrief }: Vignette): VignetteText {
  const numbers = scenes.filter(({ options }) => options.length > 0).map(({ id }) => id);
  return {
    scenes: scenes.map(({ id, text, options }) => ({
      number: numbers.indexOf(id) + 1,
      text,
      options: options.map(({ text, to, quality, consequence, feedback }) => {
        return { option: text, quality, consequence, feedback, to: numbers.indexOf(to) + 1 };
      }),
    })),
    debrief,
  };
}

export interface VignetteText {
  /** From 1; 0 for an ending. `to` is the number of the scene that comes next. */
  scenes: { number: number; text: Node[]; options: (Chosen & { to: number })[] }[];
  debrief: Node[];
}

/** The choices of a path as far as they can be made. */
function walk({ scenes }: Vignette, path: number[]): Step[] {
  const steps: Step[] = [];
  let scene = scenes[0];
  for (const place of path) {
    const option = scene?.options[place];
    if (!scene || !option) break;
    steps.push({ scene, option });
    scene = scenes.find(({ id }) => id === option.to);
  }
  return steps;
}

function standingForLearner({ scenes, debrief }: Vignette, steps: Step[]): Standing {
  const last = steps.at(-1)?.option;
  const here = last ? scenes.find(({ id }) => id === last.to) : scenes[0];
  if (!here) throw new Error("A case leads to a scene that it does not have.");
  return {
    path: steps.map(({ scene, option }) => scene.options.indexOf(option)),
    last: last
      ? { option: last.text, quality: last.quality, consequence: last.consequence, feedback: last.feedback }
      : null,
    text: here.text,
    options: here.options.map(({ text }) => text),
    debrief: here.options.length === 0 ? debrief : null,
  };
}
