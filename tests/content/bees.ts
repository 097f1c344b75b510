import { readCourses } from "#app/content/library.server.ts";
import type { Sources } from "#app/content/read/source.ts";

/** The small course of the compiler's tests: two modules, every tag, no fault. */
export function bees(): Sources {
  const [folder] = readCourses("tests/fixtures/courses/bees");
  if (!folder) throw new Error("The fixture is gone.");
  return folder.sources;
}

export const lesson = "01-the-hive/01-parts.md";
export const quiz = "01-the-hive/quiz.md";
export const hive = "01-the-hive/module.md";
export const swarm = "02-the-year/vignette-swarm.md";
export const spring = "02-the-year/01-spring.md";
export const year = "02-the-year/module.md";

/** The bees with one thing written otherwise; what is replaced has to be there. */
export function beesWith(path: string, from: string, to: string, sources: Sources = bees()): Sources {
  const text = textOf(sources, path);
  if (!text.includes(from)) throw new Error(`${path} does not hold "${from}".`);
  return { ...sources, [path]: text.replace(from, () => to) };
}

/** The bees with words after the end of a file. */
export function beesAnd(path: string, words: string, sources: Sources = bees()): Sources {
  return { ...sources, [path]: `${textOf(sources, path)}\n${words}\n` };
}

export function beesWithout(path: string): Sources {
  const { [path]: gone, ...others } = bees();
  if (gone === undefined) throw new Error(`There is no ${path}.`);
  return others;
}

export function textOf(sources: Sources, path: string): string {
  const content = sources[path];
  if (content === undefined) throw new Error(`There is no ${path}.`);
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}

/** How many milliseconds of computing something takes, whatever else the machine is doing. */
export function computing(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
