import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspectCourse } from "#app/content/compile.ts";
import type { Fault, FaultId } from "#app/content/faults.ts";
import { readCourses } from "#app/content/library.server.ts";
import type { Sources } from "#app/content/read/source.ts";
import {
  bees,
  beesAnd,
  beesOfEveryKind,
  beesWith,
  beesWithout,
  drawing,
  hive,
  lesson,
  quiz,
  rubric,
  smoke,
  spring,
  swarm,
  textOf,
  year,
} from "./bees.ts";

/** For each fault, how the bees are broken so that it, and if possible nothing else, is found. */
export const breakages: Record<FaultId, () => Fault[]> = {
  "file-missing": () => faultsOf(beesWithout(year), ["media-unused"]),
  "file-unknown": () => faultsOf({ ...bees(), "01-the-hive/notes.txt": "Remember the roof." }),
  "file-not-text": () => faultsOf({ ...bees(), "glossary.md": new Uint8Array([0xff, 0xfe, 0x00]) }, ["unknown-term"]),
  "file-too-large": () => faultsOf(beesAnd("01-the-hive/02-smoke.md", "smoke ".repeat(50_000)), ["unknown-lesson"]),
  "file-is-link": linkedFile,
  "order-repeated": () => faultsOf({ ...bees(), "01-the-hive/01-again.md": lessonNamed("beeles99") }),

  "frontmatter-missing": () =>
    faultsOf({ ...bees(), "02-the-year/01-spring.md": "Look again in spring.\n" }, ["case-not-placed"]),
  "frontmatter-syntax": () => faultsOf(beesWith(lesson, "title: The parts", "title: The parts: all")),
  "frontmatter-unknown-key": () => faultsOf(beesWith(lesson, "summary:", "sumary: No.\nsummary:")),
  "frontmatter-missing-key": () => faultsOf(beesWith(lesson, "minutes: 10\n", "")),
  "frontmatter-invalid": () => faultsOf(beesWith(quiz, "draw:", "passMark: 60\ndraw:")),
  "not-yet-supported": () => faultsOf(beesAnd(lesson, '{% video file="a" /%}')),
  "version-not-semver": () => faultsOf(beesWith("course.md", "1.2.0", '"1.2"')),
  "unknown-condition": () => faultsOf(beesWith("course.md", "quizzes-passed", "quizes-passed")),
  "objective-not-measurable": () => faultsOf(beesWith(hive, "verb: identify", "verb: understand")),
  "renewal-window-too-long": () => faultsOf(renewedBy("{ every: 12, window: 12 }")),
  "renewal-not-whole-years": () => faultsOf(renewedBy("{ every: 18, from: year, window: 3 }")),
  "renewal-gap-out-of-place": () => faultsOf(renewedBy("{ every: 12, window: 3, minGap: 6 }")),
  "unit-refused": () => faultsOf(beesWith(lesson, "title: The parts of a hive", "title: Two CEUs of hive")),
  "credit-contradiction": () => faultsOf(beesWith(lesson, "minutes: 10", "minutes: 10\ncredit: true")),

  "id-missing": () => faultsOf(beesWith(lesson, 'check id="beechk01"', "check")),
  "id-malformed": () => faultsOf(beesWith(lesson, "beechk01", "Bee-1")),
  "id-repeated": () => faultsOf(beesWith(quiz, "beeitm02", "beeitm01")),

  "unknown-objective": () => faultsOf(beesWith(lesson, 'objective="O1"', 'objective="O9"')),
  "unknown-lesson": () => faultsOf(beesWith(lesson, "lesson:beeles02", "lesson:beeles09")),
  "unknown-module": () => faultsOf(beesWith(year, "[beemod01]", "[beemod01, beemod09]")),
  "unknown-reference": () => faultsOf(beesWith(lesson, 'ref="seeley2010" /%}.', 'ref="seely2010" /%}.')),
  "unknown-term": () => faultsOf(beesWith(lesson, 'of="queen"', 'of="king"')),
  "needs-cycle": () => faultsOf(beesWith(hive, "credit: false", "credit: false\nneeds: [beemod02]")),

  "character-forbidden": () => faultsOf(beesAnd(lesson, "A hidden &#xE000; sign.")),
  "markers-too-many": () => faultsOf(beesAnd(lesson, "{% a %}".repeat(100))),
  "nesting-too-deep": () => faultsOf(beesAnd(lesson, nested(21))),
  "stray-marker": () => faultsOf(beesAnd(lesson, 'Bees choose { % cite ref="seeley2010" /%}.')),
  "tag-syntax": () => faultsOf(beesAnd(lesson, "Bees choose {% cite ref=seeley2010 /%}.")),
  "tag-unclosed": () => faultsOf(beesAnd(lesson, "{% callout %}\nWear gloves.")),
  "tag-unopened": () => faultsOf(beesAnd(lesson, "Wear gloves.\n{% /callout %}")),
  "tag-crosses-blocks": () => faultsOf(beesAnd(lesson, 'Bees {% quoted reason="x" %}sting.\n\nOften.{% /quoted %}')),
  "unknown-tag": () => faultsOf(beesAnd(lesson, "{% cavein %}\nWear gloves.\n{% /cavein %}")),
  "unknown-attribute": () => faultsOf(beesWith(lesson, 'kind="care"', 'kind="care" colour="red"')),
  "attribute-missing": () => faultsOf(beesWith(lesson, 'dialogue speaker="Ben"', "dialogue")),
  "attribute-invalid": () => faultsOf(beesWith(lesson, 'kind="care"', 'kind="loud"')),
  "attribute-repeated": () => faultsOf(beesWith(lesson, 'kind="care"', 'kind="care" kind="note"')),
  "annotation-refused": () => faultsOf(beesWith(lesson, "### What one says", "### What one says {% #says .big %}")),
  "function-refused": () => faultsOf(beesAnd(lesson, "All of it: {% debug($practice) %}")),
  "unknown-variable": () => faultsOf(beesAnd(lesson, "Ask {% $practice.owner %}.")),
  "tag-misplaced": () => faultsOf(beesAnd(hive, '{% prefer %}\n"May I?"\n{% /prefer %}')),
  "tag-not-alone": () => faultsOf(beesWith(lesson, '{% dialogue speaker="Ben" %}', 'So: {% dialogue speaker="Ben" %}')),
  "tag-holds-nothing": () => faultsOf(beesAnd(lesson, 'Choose {% cite ref="seeley2010" %}this{% /cite %}.')),
  "content-misplaced": () =>
    faultsOf(beesWith(lesson, "{% avoid %}\n", "Two ways:\n\n{% avoid %}\n"), ["compare-incomplete"]),

  "markdown-refused": () => faultsOf(beesAnd(lesson, "```js\nhive()\n```")),
  "raw-html": () => faultsOf(beesAnd(lesson, 'A <span class="x">hive</span>.')),
  "image-refused": () => faultsOf(beesAnd(lesson, "![A hive](https://bees.example/hive.png)")),
  "link-refused": () => faultsOf(beesAnd(lesson, "See [the site](http://bees.example).")),
  "heading-level-one": () => faultsOf(beesAnd(lesson, "# All about hives")),
  "heading-jump": () => faultsOf(beesAnd("01-the-hive/02-smoke.md", "### Cold smoke")),
  "heading-too-deep": () => faultsOf(beesAnd(lesson, "### Deep\n\n#### Deeper\n\n##### Deepest")),

  "question-without-stem": () => faultsOf(beesWith(quiz, "Situation 1: what next?\n", "")),
  "choices-too-few": () => faultsOf(beesWith(quiz, lastChoice, "")),
  "key-not-single": () => faultsOf(beesWith(lesson, '{% choice id="b" %}', '{% choice id="b" correct=true %}')),
  "key-not-multiple": () =>
    faultsOf(beesWith(quiz, '{% choice id="a" correct=true %}\nA floor', '{% choice id="a" %}\nA floor')),
  "rationale-missing": () => faultsOf(beesWith(quiz, "{% rationale %}Bees follow.{% /rationale %}\n", "")),
  "parts-too-few": () => faultsOf(ofEveryKind(quiz, lastPair, "")),
  "parts-too-many": () => faultsOf(ofEveryKind(quiz, lastPair, manyPairs(9))),
  "parts-alike": () => faultsOf(ofEveryKind(quiz, "Take out a comb", "Lift the *roof*!")),
  "part-of-other-kind": () => faultsOf(ofEveryKind(quiz, lastPair, `${lastPair}\n${strayStep}`)),
  "bands-incomplete": () => faultsOf(ofEveryKind(smoke, "from=2", "from=1")),
  "not-one-paragraph": () => faultsOf(beesWith(quiz, "Run away now\n", "Run away now\n\nand hide\n")),
  "true-or-false": () => faultsOf(beesWith(quiz, "Run away now\n", "False\n")),
  "all-of-the-above": () => faultsOf(beesWith(quiz, "Call someone\n", "None of the above\n")),
  "rubric-missing": () => faultsOf(beesWith("course.md", "completion: [", "completion: [signed-off, ")),
  "rubric-repeated": () => faultsOf(beesAnd(spring, rubric("beerubr2"), beesAnd(lesson, rubric("beerubr1")))),
  "reflection-without-prompt": () => faultsOf(beesAnd(lesson, '{% reflection id="beeref09" %}\n{% /reflection %}')),
  "compare-incomplete": () => faultsOf(beesWith(lesson, '{% prefer %}\n"May I open it?"\n{% /prefer %}\n', "")),
  "glossary-form": () => faultsOf(beesAnd("glossary.md", "## Drone\n\nA bee.\n\nIt does not work.")),
  "bank-too-small": () => faultsOf(beesWith(quiz, "O1: 1", "O1: 3")),
  "questions-per-hour-under-5": () => faultsOf(credited({ words: 25_000, drawn: 4 })),

  "unknown-case": () => faultsOf(beesWith(spring, 'case="swarm"', 'case="storm"'), ["case-not-placed"]),
  "case-not-placed": () => faultsOf(beesWith(spring, '{% vignette case="swarm" /%}', "")),
  "case-placed-twice": () => faultsOf(beesAnd(spring, '{% vignette case="swarm" /%}')),
  "case-without-scene": () => faultsOf({ ...bees(), [swarm]: caseOf("ending") }, ["too-warm-missing"]),
  "case-without-ending": () => faultsOf({ ...bees(), [swarm]: textOf(bees(), swarm).replaceAll(ending, "") }, leading),
  "unknown-scene": () => faultsOf(beesWith(swarm, 'to="d"', 'to="e"'), ["scene-unreachable"]),
  "scene-unreachable": () => faultsOf(beesWith(swarm, 'to="d"', 'to="c"')),
  "scene-without-ending": () => faultsOf(withCircle()),
  "scene-without-text": () => faultsOf(beesWith(swarm, "The swarm still hangs there.\n", "")),
  "options-too-few": () => faultsOf(beesWith(swarm, optionOf("b", "c"), "")),
  "option-incomplete": () =>
    faultsOf(beesWith(swarm, "{% feedback %}\nBees walk upwards into the dark.\n{% /feedback %}\n", "")),
  "debrief-missing": () => faultsOf(beesWith(swarm, debriefOf(), "")),
  "debrief-without-question": () =>
    faultsOf(beesWith(swarm, debriefOf(), "{% debrief %}\nWell done.\n{% /debrief %}\n")),

  "unknown-tool": () => faultsOf(beesWith(spring, 'file="visit"', 'file="visits"'), ["tool-not-placed"]),
  "tool-not-placed": () => faultsOf(beesWith(spring, '{% tool file="visit" /%}', "")),
  "tool-placed-twice": () => faultsOf(beesAnd(spring, '{% tool file="visit" /%}')),

  "reference-not-cited": () => faultsOf(beesWith("references.json", "}\n]", `},\n  ${uncited}\n]`)),
  "reference-invalid": () =>
    faultsOf(beesWith("references.json", '"title": "Honeybee Democracy",', ""), ["unknown-reference"]),

  "media-missing": () => faultsOf(beesWith(year, "hive-cut.svg", "hive-uncut.svg"), ["media-unused"]),
  "media-refused": () => faultsOf({ ...bees(), "media/Bees.tiff": "x" }),
  "media-too-large": () => faultsOf(drawnWith("</svg>", `${" ".repeat(50_000)}</svg>`)),
  "picture-refused": () => faultsOf({ ...bees(), "media/sting.png": "Not a picture." }),
  "drawing-not-xml": () => faultsOf(drawnWith("<svg", '<!DOCTYPE svg [<!ENTITY b "bee">]><svg')),
  "drawing-refused": () => faultsOf(drawnWith("</svg>", "  <script>hive()</script>\n</svg>")),
  "drawing-colour": () => faultsOf(drawnWith('fill="pale-amber"', 'fill="#ffcc00"')),
  "drawing-reference": () => faultsOf(drawnWith('href="#box" x', 'href="https://bees.example/box.svg#box" x')),
  "drawing-text-small": () => faultsOf(drawnWith('font-size="15"', 'font-size="8"')),

  "language-error": () => faultsOf(beesAnd(lesson, "A drone is a substance abuser.")),
  "language-warning": () => faultsOf(beesAnd(lesson, "Read the trigger warning.")),
  "key-longest": () => faultsOf(withLongKeys(3)),
  "draw-not-one": () => faultsOf(beesWith(quiz, "draw:", "drawPerPrinciple: 2\ndraw:")),
  "principle-missing": () => faultsOf(byPrinciple("drawPerPrinciple: 2", "principle: Looking First\n")),
  "per-principle-impossible": () => faultsOf(byPrinciple("drawPerPrinciple: 2\nperPrinciple: 3")),
  "objective-without-items": () =>
    faultsOf(
      beesWith(
        quiz,
        ", O4: 1",
        "",
        beesWith(
          quiz,
          'beeitm07" objective="O4',
          'beeitm07" objective="O3',
          beesWith(quiz, 'beeitm08" objective="O4', 'beeitm08" objective="O3'),
        ),
      ),
    ),
  "key-longest-over-40": () => faultsOf(withLongKeys(4)),
  "key-position": () => faultsOf(withTenAlike()),
  "bank-small": () => faultsOf(beesWith(quiz, "O1: 1", "O1: 2")),
  "objective-not-assessed": () => faultsOf(beesWith(quiz, ", O4: 1", "")),
  "hours-not-claimed": () => faultsOf(credited({ words: 2_000, drawn: 8 })),
  "questions-per-hour-under-6": () => faultsOf(credited({ words: 20_000, drawn: 4 })),
  "too-warm-missing": () => faultsOf(beesWith(swarm, 'quality="too-warm"', 'quality="harmful"')),
  "date-to-come": () => faultsOf(beesWith(hive, "lastReviewed: 2026-01-31", "lastReviewed: 2099-01-31")),
  "review-overdue": () => faultsOf(beesWith(hive, "2027-01-31", "2026-06-30")),
  "media-unused": () => faultsOf({ ...bees(), "media/sting.svg": textOf(bees(), drawing) }),
  "resource-stale": () => faultsOf(beesWith(lesson, "2026-10-01", "2026-03-01")),
};

const now = new Date("2026-11-23T09:00:00.000Z");

/** What the compiler finds, without what follows from the break in other files. */
function faultsOf(sources: Sources, follows: FaultId[] = []): Fault[] {
  return inspectCourse(sources, { now }).faults.filter(({ id }) => !follows.includes(id));
}

/** The bees' quiz drawn by principle, of which its items take the module's, unless that is taken out. */
function byPrinciple(keys: string, without = ""): Sources {
  const named = beesWith(quiz, 'beeitm01"', 'beeitm01" principle="Looking First"');
  return beesWith(hive, without, "", beesWith(quiz, "draw: { O1: 1, O2: 1, O3: 1, O4: 1 }", keys, named));
}

const uncited = '{ "id": "never2001", "type": "report", "title": "A report that nobody cites" }';

function drawnWith(from: string, to: string): Sources {
  return beesWith(drawing, from, to);
}

/** A whole ending, with what stands after it. */
const ending = /\{% ending [\s\S]*?\{% \/ending %\}\n\n/g;
/** What follows when nothing ends: the options lead nowhere. */
const leading: FaultId[] = ["unknown-scene"];

/** The swarm without its scenes. */
function caseOf(part: string): string {
  const text = textOf(bees(), swarm);
  return text.slice(0, text.indexOf("{% scene")) + text.slice(text.indexOf(`{% ${part} id="d"`));
}

/** A third scene that leads to itself, whatever one does. */
function withCircle(): Sources {
  const option = (id: string) => optionOf("b", "c").replace(/option id="\w" to="\w"/, `option id="${id}" to="x"`);
  const circle = `{% scene id="x" %}\nRound and round.\n\n${option("a")}\n${option("b")}{% /scene %}\n\n`;
  const led = beesWith(swarm, 'option id="c" to="c"', 'option id="c" to="x"');
  return beesWith(swarm, '{% ending id="c" %}', `${circle}{% ending id="c" %}`, led);
}

/** The option of scene b that leads to this ending. */
function optionOf(scene: "b", to: string): string {
  const text = textOf(bees(), swarm);
  const from = text.indexOf("{% option", text.indexOf(`{% scene id="${scene}"`));
  const option = text
    .slice(from)
    .match(/\{% option [\s\S]*?\{% \/option %\}\n/g)
    ?.find((one) => one.includes(`to="${to}"`));
  return option ?? "";
}

function debriefOf(): string {
  const text = textOf(bees(), swarm);
  return text.slice(text.indexOf("{% debrief"));
}

const lastChoice = `
{% choice id="c" %}
Call someone
{% rationale %}Nobody is near.{% /rationale %}
{% /choice %}
`;

const lastPair = `
{% pair id="c" left="Roof" right="Keeps the rain out" %}
{% rationale %}It is the one part that rain meets.{% /rationale %}
{% /pair %}
`;

const strayStep = `
{% step id="d" %}
Look
{% rationale %}One looks.{% /rationale %}
{% /step %}
`;

function renewedBy(renewal: string): Sources {
  return beesWith("course.md", "completion:", `renewal: ${renewal}\ncompletion:`);
}

function ofEveryKind(path: string, from: string, to: string): Sources {
  return beesWith(path, from, to, beesOfEveryKind());
}

function manyPairs(many: number): string {
  const pair = (at: number) =>
    `{% pair id="p${at}" left="Hive ${at}" right="Field ${at}" %}\n{% rationale %}So it is.{% /rationale %}\n{% /pair %}`;
  return `\n${Array.from({ length: many }, (_, at) => pair(at)).join("\n\n")}\n`;
}

function lessonNamed(id: string): string {
  return `---\nid: ${id}\ntitle: Again\nminutes: 1\nobjectives: [O1]\nsummary: Again.\n---\n\nAgain.\n`;
}

function nested(depth: number): string {
  const lines = (word: string) => Array.from({ length: depth }, () => word).join("\n\n");
  return `${lines("{% callout %}")}\n\nDeep.\n\n${lines("{% /callout %}")}`;
}

/** The first module with credit, many words, and a quiz that draws so many items. */
function credited({ words, drawn }: { words: number; drawn: number }): Sources {
  const each = Math.floor(drawn / 4);
  const [first, rest] = [drawn - 3 * each, each];
  const text = Array.from({ length: words / 100 }, () => "smoke ".repeat(100)).join("\n\n");
  const draws = `draw: { O1: ${first}, O2: ${rest}, O3: ${rest}, O4: ${rest} }`;
  const withCredit = beesWith(hive, "credit: false", "credit: true");
  return withBank(beesWith(quiz, "draw: { O1: 1, O2: 1, O3: 1, O4: 1 }", draws, beesAnd(smoke, text, withCredit)));
}

/** Twice the bank, so that nothing is said of its size. */
function withBank(sources: Sources): Sources {
  const items = textOf(sources, quiz).split("---\n")[2] ?? "";
  return beesAnd(
    quiz,
    items.replaceAll("beeitm0", "beeitm1"),
    beesAnd(quiz, items.replaceAll("beeitm0", "beeitm2"), sources),
  );
}

function withLongKeys(many: number): Sources {
  const longer = (sources: Sources) => beesWith(quiz, "\nWait\n", "\nWait until they have calmed down\n", sources);
  return Array.from({ length: many }).reduce<Sources>(longer, bees());
}

/** Ten single items, the key of each the second choice. */
function withTenAlike(): Sources {
  const text = textOf(bees(), quiz);
  const last = text.slice(text.indexOf('{% item id="beeitm08"'));
  return beesAnd(quiz, ["11", "12", "13"].map((number) => last.replace("beeitm08", `beeitm${number}`)).join("\n"));
}

function linkedFile(): Fault[] {
  const folder = mkdtempSync(join(tmpdir(), "attune-courses-"));
  try {
    mkdirSync(join(folder, "linked"));
    writeFileSync(join(folder, "linked", "course.md"), textOf(bees(), "course.md"));
    symlinkSync(join(folder, "linked", "course.md"), join(folder, "linked", "glossary.md"));
    return readCourses(folder).flatMap(({ faults }) => faults);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
