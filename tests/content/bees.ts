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
export const drawing = "media/hive-cut.svg";
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

/** The bees with a matching and an ordering item in the quiz, and a self-assessment in the second lesson. */
export function beesOfEveryKind(): Sources {
  return beesAnd(smoke, selfAssessment, beesAnd(quiz, `${matching}\n${ordering}`));
}

export const smoke = "01-the-hive/02-smoke.md";

export const matching = `
{% item id="beematch" kind="matching" objective="O1" lesson="beeles01" difficulty=1 author="A. Keeper" %}
Which part does which work?

{% pair id="a" left="Floor" right="Lets bees in" %}
{% rationale %}The entrance is in the floor {% cite ref="seeley2010" /%}.{% /rationale %}
{% /pair %}

{% pair id="b" left="Box" right="Holds the combs" %}
{% rationale %}Combs hang in boxes.{% /rationale %}
{% /pair %}

{% pair id="c" left="Roof" right="Keeps the rain out" %}
{% rationale %}It is the one part that rain meets.{% /rationale %}
{% /pair %}
{% /item %}
`;

export const ordering = `
{% item id="beeorder" kind="ordering" objective="O2" lesson="beeles01" difficulty=1 author="A. Keeper" %}
In which order do you open a hive?

{% step id="a" %}
Smoke the entrance
{% rationale %}Smoke comes before any light.{% /rationale %}
{% /step %}

{% step id="b" %}
Lift the roof
{% rationale %}Nothing else can be reached before.{% /rationale %}
{% /step %}

{% step id="c" %}
Take out a comb
{% rationale %}It hangs under the roof.{% /rationale %}
{% /step %}
{% /item %}
`;

export const selfAssessment = `
{% self-assessment id="beeself1" %}
How calm are you at the hive?

{% scale id="a" labels="Never / Sometimes / Always" %}
I move slowly.
{% /scale %}

{% scale id="b" labels="Never / Always" %}
I wear a veil.
{% /scale %}

{% band from=0 to=1 %}
Ask someone to come along.
{% /band %}

{% band from=2 to=3 %}
You may go alone.
{% /band %}
{% /self-assessment %}
`;

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

/** A rubric of two criteria. */
export const rubric = (id: string) => `
{% rubric id="${id}" %}
Your supervisor stands beside the hive.

{% criterion id="a" %}
Opens the hive from behind.
{% /criterion %}

{% criterion id="b" %}
Says what they do before they do it.
{% /criterion %}
{% /rubric %}
`;
