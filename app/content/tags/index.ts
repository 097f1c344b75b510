import type { TagSchema } from "#app/content/tag.ts";
import { avoid } from "./avoid.ts";
import { callout } from "./callout.ts";
import { check } from "./check.ts";
import { choice } from "./choice.ts";
import { cite } from "./cite.ts";
import { compare } from "./compare.ts";
import { dialogue } from "./dialogue.ts";
import { item } from "./item.ts";
import { jurisdiction } from "./jurisdiction.ts";
import { objectiveList } from "./objective-list.ts";
import { prefer } from "./prefer.ts";
import { quoted } from "./quoted.ts";
import { rationale } from "./rationale.ts";
import { reflection } from "./reflection.ts";
import { resource } from "./resource.ts";
import { term } from "./term.ts";

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
  objectiveList,
  check,
  item,
  choice,
  rationale,
  reflection,
];

export const tags: ReadonlyMap<string, TagSchema> = new Map(all.map((tag) => [tag.name, tag]));

/** Tags of the course format that this version does not know yet. */
export const laterTags: readonly string[] = [
  "vignette",
  "scene",
  "option",
  "consequence",
  "feedback",
  "ending",
  "debrief",
  "figure",
  "video",
  "audio",
  "tool",
  "pair",
  "step",
  "scale",
  "self-assessment",
  "rubric",
  "criterion",
  "partial",
];
