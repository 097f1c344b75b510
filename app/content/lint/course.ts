import { type Fault, faultAt, type Place } from "#app/content/faults.ts";
import { filesOf, type WrittenCourse } from "#app/content/read/course.ts";
import { placeAt } from "#app/content/read/source.ts";
import { type LintHit, lintText } from "./language.ts";
import { type Exemption, type Passage, passagesOf, passagesOfDrawing } from "./passages.ts";

/** What the language lint has to say beside its faults. */
export interface LintReport {
  errors: number;
  warnings: number;
  /** Hits that an author may want to know of. */
  notes: { place: Place; hit: LintHit }[];
  /** How many hits were passed over, by why. */
  passedOver: Record<Exemption["kind"], number>;
  /** Every `quoted` passage with its reason and what it holds that the list names. */
  overrides: { place: Place; reason: string; words: string[] }[];
}

/** Reads every word of a course that someone sees by the project's list. */
export function lintCourse(written: WrittenCourse): { faults: Fault[]; report: LintReport } {
  const report: LintReport = {
    errors: 0,
    warnings: 0,
    notes: [],
    passedOver: {
      "wrong choice": 0,
      "too-warm option": 0,
      "harmful option": 0,
      avoid: 0,
      dialogue: 0,
      quoted: 0,
      name: 0,
      reference: 0,
    },
    overrides: [],
  };
  const faults: Fault[] = [];
  for (const { file } of filesOf(written)) {
    const passages = passagesOf(file);
    for (const passage of passages) faults.push(...lintPassage(passage, report));
    report.overrides.push(...overridesIn(passages));
  }
  for (const passage of written.media.flatMap(passagesOfDrawing)) faults.push(...lintPassage(passage, report));
  for (const { entry } of written.references) {
    const { title, "container-title": container = "" } = entry;
    report.passedOver.reference += lintText(title).length + lintText(container).length;
  }
  return { faults, report };
}

function lintPassage(passage: Passage, report: LintReport): Fault[] {
  return lintText(textOf(passage)).flatMap((hit) => {
    const exempt = exemptionOf(passage, hit);
    if (exempt) report.passedOver[exempt.kind] += 1;
    if (exempt) return [];
    const place = placeOf(passage, hit);
    if (hit.severity === "info") report.notes.push({ place, hit });
    if (hit.severity === "error") report.errors += 1;
    if (hit.severity === "warn") report.warnings += 1;
    return hit.severity === "info" ? [] : [faultOf(hit, place)];
  });
}

function faultOf({ rule, severity, match, prefer, why }: LintHit, place: Place): Fault {
  const message = `"${match.trim()}" (${rule}): ${why}. Prefer: ${prefer}`;
  if (rule === "T72") return faultAt(place, "unit-refused", message);
  return faultAt(place, severity === "error" ? "language-error" : "language-warning", message);
}

function overridesIn(passages: Passage[]): LintReport["overrides"] {
  const byNode = new Map<unknown, LintReport["overrides"][number]>();
  for (const { source, pieces } of passages) {
    for (const { text, offset, exempt } of pieces) {
      if (exempt?.kind !== "quoted") continue;
      const override = byNode.get(exempt.by) ?? {
        place: placeAt(source, offset),
        reason: exempt.reason ?? "",
        words: [],
      };
      override.words.push(...lintText(text).map(({ match }) => match.trim()));
      byNode.set(exempt.by, override);
    }
  }
  return [...byNode.values()];
}

function textOf({ pieces }: Passage): string {
  return pieces.map(({ text }) => text).join("");
}

/** A hit is passed over only when all of it stands in passages that are. */
function exemptionOf({ pieces }: Passage, { index, match }: LintHit): Exemption | undefined {
  let start = 0;
  let first: Exemption | undefined;
  for (const { text, exempt } of pieces) {
    const touched = start < index + match.length && index < start + text.length;
    start += text.length;
    if (!touched) continue;
    if (!exempt) return undefined;
    first ??= exempt;
  }
  return first;
}

function placeOf({ source, pieces }: Passage, { index, match }: LintHit): Place {
  let start = 0;
  for (const { text, offset } of pieces) {
    if (index < start + text.length) {
      // Folded YAML and entities read otherwise than they are written: then the words are looked for.
      const exact = offset + index - start;
      if (source.text.startsWith(match, exact)) return placeAt(source, exact);
      const near = source.text.indexOf(match.trim(), offset);
      return placeAt(source, near >= 0 && near < offset + 2 * text.length + 200 ? near : offset);
    }
    start += text.length;
  }
  return placeAt(source, 0);
}
