import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileCourse } from "#app/content/compile.ts";
import type { Course } from "#app/domain/course.ts";
import { bees, beesAnd, beesWith, computing, hive, lesson } from "./bees.ts";

test("a lesson with every tag compiles to exactly this", () => {
  const theHive = JSON.parse(readFileSync("tests/fixtures/compiled/the-hive.json", "utf8"));
  expect(compiled().modules[0]?.lessons[0]).toEqual(theHive);
});

test("a course is compiled with its defaults, its glossary and the references that it cites", () => {
  const { modules, welcome, glossary, references, ...course } = compiled();
  expect(course).toEqual({
    id: "beecours",
    title: "Keeping Bees",
    shortTitle: "Practice course",
    version: "1.2.0",
    summary: "A small course on bees, for trying the compiler.",
    audience: "People with a garden",
    level: "introductory",
    language: "en-GB",
    delivery: "Asynchronous online, reading-based, self-paced",
    hours: {
      method: "mergener",
      difficulty: 2,
      ratedBy: null,
      pilot: null,
      words: 0,
      questions: 0,
      minutes: 0,
      hours: 0,
    },
    objectives: [
      { verb: "describe", text: "the parts of a hive" },
      { verb: "compare", text: "two ways to use smoke" },
      { verb: "plan", text: "a year of work" },
      { verb: "identify", text: "a queen" },
      { verb: "record", text: "an inspection" },
    ],
    authors: [{ name: "The beekeepers", credentials: null, role: "writing" }],
    reviewers: [],
    livedExperience: "No bee was asked.",
    conflictOfInterest: "none",
    commercialSupport: "none",
    limits: "Not a licence to keep bees.",
    ifAffected: "Put the lid on and walk away.",
    resources: null,
    refundPolicy: "Free of charge.",
    grievanceContact: "$practice.contact",
    lastReviewed: null,
    nextReview: null,
    enrolment: "open",
    renewal: null,
    versionNotes: null,
    completion: [
      { kind: "lessons-read" },
      { kind: "quizzes-passed" },
      { kind: "name-confirmed" },
      { kind: "attestation-signed" },
    ],
  });
  expect(welcome).toEqual([
    {
      kind: "static",
      nodes: [
        {
          name: "p",
          children: [
            "Welcome to the bees of ",
            { name: "variable", attributes: { name: "practice.name" } },
            ". Write to ",
            { name: "variable", attributes: { name: "practice.contact" } },
            ".",
          ],
        },
      ],
    },
  ]);
  expect(glossary.map(({ anchor, term }) => [anchor, term])).toEqual([
    ["t-a9c3c1f7", "Queen"],
    ["t-6d4de6b0", "worker bee"],
  ]);
  expect(references.map(({ id, short, limits }) => [id, short, limits])).toEqual([
    ["seeley2010", "Seeley, 2010", "One author's account"],
    ["frisch1974", "von Frisch, 1974", null],
  ]);
  expect(modules.map(({ id, needs }) => [id, needs])).toEqual([
    ["beemod01", []],
    ["beemod02", ["beemod01"]],
  ]);
});

test("a module is compiled with its opening, and its quiz with what the frontmatter leaves out", () => {
  const [module] = compiled().modules;
  expect(module).toMatchObject({
    title: "The hive",
    principle: "Looking First",
    minutes: 30,
    credit: false,
    contentNote: null,
    lastReviewed: "2026-01-31",
  });
  expect(module?.opening[0]).toMatchObject({
    kind: "static",
    nodes: [{ name: "p" }, { name: "objective-list", attributes: { module: "beemod01" } }],
  });
  const { items, ...rest } = module?.quiz ?? { items: [] };
  expect(rest).toEqual({
    id: "beequiz1",
    title: "Quiz",
    passMark: 80,
    draw: ["O1", "O2", "O3", "O4"].map((of) => ({ by: "objective", of, count: 1 })),
    perPrinciple: null,
    attempts: 3,
    wait: 0,
    shuffle: true,
  });
  expect(items[1]).toMatchObject({ id: "beeitm02", kind: "multiple", principle: "Looking First", reviewed: null });
  const choices = items[1] && "choices" in items[1] ? items[1].choices : [];
  expect(choices.map(({ id, correct, keepLast }) => [id, correct, keepLast])).toEqual([
    ["a", true, false],
    ["b", true, false],
    ["c", false, true],
  ]);
});

test("no key and no rationale stands in a lesson's body, and none tells what is cited", () => {
  const [first] = compiled().modules[0]?.lessons ?? [];
  const { checks, ...shown } = first ?? { checks: [] };
  expect(JSON.stringify(checks)).toContain("It lies on top");
  expect(JSON.stringify(shown)).not.toMatch(/correct|rationale|under|It lies on top|choice/);
  // The wrong choice's rationale cites frisch1974 too, the stem seeley2010: the order is that of what is shown.
  const never = '{ "id": "never2001", "type": "report", "title": "A report" }';
  const otherRationale = beesWith(
    "references.json",
    "}\n]",
    `},\n  ${never}\n]`,
    beesWith(lesson, "It lies on top {% cite", 'It lies on top {% cite ref="never2001" /%} {% cite'),
  );
  expect(compiled(otherRationale).modules[0]?.lessons[0]?.cites).toEqual(first?.cites);
  expect(compiled(otherRationale).references.map(({ id }) => id)).toContain("never2001");
});

test("a lesson counts towards hours as its module does, unless it says otherwise", () => {
  const credited = beesWith(hive, "credit: false", "credit: true");
  expect(compiled(credited).modules[0]?.lessons.map(({ credit }) => credit)).toEqual([true, true]);
  const less = beesWith(lesson, "minutes: 10", "minutes: 10\ncredit: false", credited);
  expect(compiled(less).modules[0]?.lessons.map(({ credit }) => credit)).toEqual([false, true]);
  expect(compiled(less).hours).toMatchObject({ words: 5, questions: 4, hours: 0 });
});

test("the same words with other line ends and a byte-order mark compile to the same course", () => {
  const windows = Object.fromEntries(
    Object.entries(bees()).map(([path, bytes]) => {
      const text = new TextDecoder().decode(typeof bytes === "string" ? undefined : bytes);
      return [path, `\uFEFF${text.replaceAll("\n", "\r\n")}`];
    }),
  );
  expect(compiled(windows)).toEqual(compiled());
});

test("anchors stay while a heading's words stay, say nothing of them, and are unique in their text", () => {
  const anchors = (course: Course) => course.modules[0]?.lessons[0]?.sections.map(({ anchor }) => anchor) ?? [];
  const before = anchors(compiled());
  const after = anchors(compiled(beesWith(lesson, "\n## Boxes", "\n## A new one\n\nNew.\n\n## Boxes")));
  expect(new Set(before).size).toBe(before.length);
  expect(before.slice(1).every((anchor) => /^h-[0-9a-f]{8}$/.test(anchor ?? ""))).toBe(true);
  expect(after.filter((anchor) => before.includes(anchor))).toEqual(before);
});

test("twenty lessons compile in under two seconds", () => {
  const many = Array.from({ length: 18 }, (_, at) => [`02-the-year/${at + 10}-more.md`, longLesson(at)]);
  const sources = { ...bees(), ...Object.fromEntries(many) };
  expect(compiled(sources).modules.flatMap(({ lessons }) => lessons)).toHaveLength(21);
  expect(computing(() => compiled(sources))).toBeLessThan(2_000);
});

test("emphasis, tags and line breaks within words leave the words of search and counting whole", () => {
  const { sections, words } = compiled(beesAnd("01-the-hive/02-smoke.md", "## Cold *sm*oke\n\nIs\\\ncool.")).modules[0]
    ?.lessons[1] ?? { sections: [], words: 0 };
  expect(sections.map(({ heading, text }) => [heading, text])).toEqual([
    ["Smoke", "A little smoke is enough."],
    ["Cold smoke", "Is cool."],
  ]);
  expect(words).toBe(9);
});

function compiled(sources = bees()): Course {
  const result = compileCourse(sources);
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  return result.course;
}

function longLesson(at: number): string {
  const paragraph = `${"The bees of this garden are busy. ".repeat(30)}{% cite ref="seeley2010" /%} {% term of="queen" %}x{% /term %}\n\n`;
  return `---\nid: long${1000 + at}\ntitle: More\nminutes: 10\nobjectives: [O1]\nsummary: More.\n---\n\n${`## More\n\n${paragraph}`.repeat(6)}`;
}

test("a prompt is a block of its own, by its id, and its words are neither searched nor counted", () => {
  const prompt = '{% reflection id="beeref01" %}\nWhat did you expect {% cite ref="seeley2010" /%}?\n{% /reflection %}';
  const [without, lesson] = [bees(), beesAnd("01-the-hive/02-smoke.md", prompt)].map(
    (sources) => compiled(sources).modules[0]?.lessons[1],
  );
  expect(lesson?.body.at(-1)).toEqual({ kind: "reflection", id: "beeref01" });
  expect(lesson?.reflections.map(({ id }) => id)).toEqual(["beeref01"]);
  expect(JSON.stringify(lesson?.reflections)).toContain("What did you expect");
  expect(JSON.stringify([lesson?.sections, lesson?.body])).not.toContain("What did you expect");
  expect([lesson?.words, lesson?.cites]).toEqual([without?.words, ["seeley2010"]]);
});
