import type { FunctionComponent } from "react";
import type { ElementProps } from "../setting.ts";
import { Blank } from "./blank.tsx";
import { Callout } from "./callout.tsx";
import { Cites } from "./cites.tsx";
import { Compare } from "./compare.tsx";
import { Dialogue } from "./dialogue.tsx";
import { Figure } from "./figure.tsx";
import { Jurisdiction } from "./jurisdiction.tsx";
import { LessonLink } from "./lesson-link.tsx";
import { ObjectiveList } from "./objective-list.tsx";
import { Quoted } from "./quoted.tsx";
import { Resource } from "./resource.tsx";
import { Rubric } from "./rubric.tsx";
import { SelfAssessment } from "./self-assessment.tsx";
import { Term } from "./term.tsx";
import { TickBox } from "./tick-box.tsx";
import { Variable } from "./variable.tsx";

/**
 * Attune's own elements, by the name the compiler gives them. `avoid` and `prefer` are read by `compare`, `scale`
 * and `band` by `self-assessment`, `criterion` by `rubric`.
 */
export const elements: Record<string, FunctionComponent<ElementProps> | undefined> = {
  blank: Blank,
  callout: Callout,
  cites: Cites,
  compare: Compare,
  dialogue: Dialogue,
  figure: Figure,
  jurisdiction: Jurisdiction,
  "lesson-link": LessonLink,
  "objective-list": ObjectiveList,
  quoted: Quoted,
  resource: Resource,
  rubric: Rubric,
  "self-assessment": SelfAssessment,
  term: Term,
  tick: TickBox,
  variable: Variable,
};
