import type { TagSchema } from "#app/content/tag.ts";
import { avoid } from "./avoid.ts";
import { band } from "./band.ts";
import { blank } from "./blank.ts";
import { callout } from "./callout.ts";
import { check } from "./check.ts";
import { choice } from "./choice.ts";
import { cite } from "./cite.ts";
import { compare } from "./compare.ts";
import { consequence } from "./consequence.ts";
import { criterion } from "./criterion.ts";
import { debrief } from "./debrief.ts";
import { dialogue } from "./dialogue.ts";
import { ending } from "./ending.ts";
import { feedback } from "./feedback.ts";
import { figure } from "./figure.ts";
import { item } from "./item.ts";
import { jurisdiction } from "./jurisdiction.ts";
import { objectiveList } from "./objective-list.ts";
import { option } from "./option.ts";
import { pair } from "./pair.ts";
import { prefer } from "./prefer.ts";
import { quoted } from "./quoted.ts";
import { rationale } from "./rationale.ts";
import { reflection } from "./reflection.ts";
import { resource } from "./resource.ts";
import { rubric } from "./rubric.ts";
import { scale } from "./scale.ts";
import { scene } from "./scene.ts";
import { selfAssessment } from "./self-assessment.ts";
import { step } from "./step.ts";
import { term } from "./term.ts";
import { tick } from "./tick.ts";
import { tool } from "./tool.ts";
import { vignette } from "./vignette.ts";

/** Every tag that authors may write. */
const all: TagSchema[] = [
  callout,
  cite,
  term,
  compare,
  avoid,
  prefer,
  dialogue,
  quoted,
  jurisdiction,
  resource,
  figure,
  objectiveList,
  check,
  item,
  choice,
  pair,
  step,
  rationale,
  reflection,
  selfAssessment,
  scale,
  band,
  rubric,
  criterion,
  vignette,
  scene,
  option,
  consequence,
  feedback,
  ending,
  debrief,
  tool,
  blank,
  tick,
];

export const tags: ReadonlyMap<string, TagSchema> = new Map(all.map((tag) => [tag.name, tag]));

/** Tags of the course format that this version does not know yet. */
export const laterTags: readonly string[] = ["video", "audio", "partial"];
