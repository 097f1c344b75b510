import type { Course, Release } from "../course.ts";
import { type Line, toLines } from "./lines.ts";

/** What is not the same in a later release, in the words of the syllabi. */
export interface Changes {
  from: string;
  to: string;
  /** What each release since says is new in it, oldest first. */
  notes: { version: string; text: string }[];
  hours: { from: number; to: number } | null;
  objectives: Difference;
  modules: Difference & {
    renamed: { from: string; to: string }[];
    minutes: { title: string; from: number; to: number }[];
  };
  references: Difference;
}

export interface Difference {
  added: string[];
  removed: string[];
}

/**
 * What has changed from one release to a later one: objectives and references by their words, modules by their ids.
 * `syllabi` are the kept texts of the two; `since` are the releases after the first, up to the second.
 */
export function changesBetween(
  [older, newer]: [Release, Release],
  { syllabi, since }: { syllabi: [string, string]; since: Release[] },
): Changes {
  const objectives = [older, newer].map(({ course }) => course.objectives.map(({ verb, text }) => `${verb} ${text}`));
  const references = syllabi.map(referencesIn);
  const hours = { from: older.course.hours.hours, to: newer.course.hours.hours };
  return {
    from: older.version,
    to: newer.version,
    notes: since.flatMap(({ version, course }) =>
      course.versionNotes ? [{ version, text: course.versionNotes }] : [],
    ),
    hours: hours.from === hours.to ? null : hours,
    objectives: differenceOf(objectives[0] ?? [], objectives[1] ?? []),
    modules: modulesOf(older.course, newer.course),
    references: differenceOf(references[0] ?? [], references[1] ?? []),
  };
}

/** Whether anything at all is told. */
export function hasChanges({ notes, hours, objectives, modules, references }: Changes): boolean {
  const { renamed, minutes } = modules;
  const lists = [
    notes,
    renamed,
    minutes,
    ...[objectives, modules, references].flatMap((one) => [one.added, one.removed]),
  ];
  return hours !== null || lists.some((list) => list.length > 0);
}

function modulesOf(older: Course, newer: Course): Changes["modules"] {
  const pairs = newer.modules.flatMap((module) => {
    const before = older.modules.find(({ id }) => id === module.id);
    return before ? [{ before, module }] : [];
  });
  const without = (all: Course["modules"], others: Course["modules"]) =>
    all.filter(({ id }) => !others.some((other) => other.id === id)).map(({ title }) => title);
  return {
    added: without(newer.modules, older.modules),
    removed: without(older.modules, newer.modules),
    renamed: pairs
      .filter(({ before, module }) => before.title !== module.title)
      .map(({ before, module }) => ({ from: before.title, to: module.title })),
    minutes: pairs
      .filter(({ before, module }) => before.minutes !== module.minutes)
      .map(({ before, module }) => ({ title: module.title, from: before.minutes, to: module.minutes })),
  };
}

function referencesIn(syllabus: string): string[] {
  const lines = toLines(syllabus);
  const at = lines.findIndex((line) => line.kind === "heading" && line.level === 2 && line.text === "References");
  const after: Line[] = at < 0 ? [] : lines.slice(at + 1);
  return after.flatMap(({ kind, text }) => (kind === "item" ? [text] : []));
}

function differenceOf(older: string[], newer: string[]): Difference {
  return {
    added: newer.filter((one) => !older.includes(one)),
    removed: older.filter((one) => !newer.includes(one)),
  };
}
