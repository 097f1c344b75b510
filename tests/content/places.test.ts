import { expect, test } from "vitest";
import { compileCourse, inspectCourse } from "#app/content/compile.ts";
import { bees, beesAnd, beesWith, lesson } from "./bees.ts";

test.each([
  [
    "the second of two tags alike",
    'See {% cite ref="seeley2010" /%} and {% cite ref="none" /%}.',
    "77:38 unknown-reference",
  ],
  ["a tag within emphasis", 'See *{% cite ref="none" /%}*.', "77:6 unknown-reference"],
  ["a tag in a table's cell", '| a | b |\n| --- | --- |\n| c | {% cite ref="none" /%} |', "79:7 unknown-reference"],
  ["a tag in a list", '- one\n- two {% cite ref="none" /%}', "78:7 unknown-reference"],
  [
    "an attribute on a tag's second line",
    '{% callout kind="note"\n   tone="x" %}\nText.\n{% /callout %}',
    "78:4 unknown-attribute",
  ],
  [
    "an attribute named as a word before it",
    '{% callout title="kind of" kind="x" %}\nText.\n{% /callout %}',
    "77:28 attribute-invalid",
  ],
  ["a link after another", "[a](https://a.example) and [b](ftp://b.example)", "77:28 link-refused"],
  ["a variable in a line of its own", "Ask\n{% $practice.zone %}\nnow.", "78:1 unknown-variable"],
  ["a tag read as code", 'Write `{% cite ref="a" /%}` so.', "77:8 stray-marker"],
  ["a tag after an escaped brace", "Write \\{% callout %} so.", "77:8 stray-marker"],
  ["a marker without an end", "Bees {% cite ref= choose.", "77:6 stray-marker"],
])("%s is told at its column", (_, words, expected) => {
  const { faults } = inspectCourse(beesAnd(lesson, words));
  expect(faults.map(({ line, column, id }) => `${line}:${column} ${id}`)).toContain(expected);
});

test("a key is told at its line, wherever in the frontmatter it stands", () => {
  const broken = beesWith("course.md", "role: writing", "role: 3\n    born: 1970");
  expect(inspectCourse(broken).faults.map(({ line, column, id }) => `${line}:${column} ${id}`)).toEqual([
    "22:5 frontmatter-invalid",
    "23:5 frontmatter-unknown-key",
  ]);
});

test.each([
  ["opens in a link and closes outside", '[a {% quoted reason="x" %}b](https://a.example) c{% /quoted %}', "77:4"],
  ["opens before a link and closes in it", 'a {% quoted reason="x" %}b [c{% /quoted %}d](https://a.example)', "77:3"],
])("a tag that %s is a fault, though Markdoc throws on it", (_, words, place) => {
  const { faults } = inspectCourse(beesAnd(lesson, words));
  expect(faults.map(({ line, column, id }) => `${line}:${column} ${id}`)).toEqual([`${place} tag-crosses-blocks`]);
});

test.each([
  ["a citation in a link", '[Bees {% cite ref="seeley2010" /%}](https://a.example)'],
  ["a term in a link", '[A {% term of="queen" %}queen{% /term %}](https://a.example)'],
  ["a link in a term", 'A {% term of="queen" %}[queen](https://a.example){% /term %}'],
])("%s is a fault, since one cannot press both", (_, words) => {
  expect(inspectCourse(beesAnd(lesson, words)).faults.map(({ id }) => id)).toEqual(["content-misplaced"]);
});

test("a choice holds no link, no term and no citation; its rationale may", () => {
  const cited = beesWith(lesson, "The roof\n", 'The roof {% cite ref="seeley2010" /%}\n');
  expect(inspectCourse(cited).faults.map(({ id }) => id)).toEqual(["content-misplaced"]);
});

test("a glossary's term is plain text", () => {
  const linked = beesWith("glossary.md", "## worker bee", '## worker bee {% cite ref="seeley2010" /%}');
  expect(inspectCourse(linked).faults.map(({ id }) => id)).toEqual(["glossary-form"]);
});

test("block tags written on one line are read as blocks", () => {
  const spread = beesAnd(lesson, '{% dialogue speaker="Cy" %}\nYes.\n{% /dialogue %}');
  const short = beesAnd(lesson, '{% dialogue speaker="Cy" %}Yes.{% /dialogue %}');
  expect(compileCourse(short)).toEqual(compileCourse(spread));
  const compared = [
    "{% compare %}\n\n{% avoid %}\n\nNo.\n\n{% /avoid %}\n\n{% prefer %}\n\nYes.\n\n{% /prefer %}\n\n{% /compare %}",
    "{% compare %}{% avoid %}No.{% /avoid %}{% prefer %}Yes.{% /prefer %}{% /compare %}",
    "{% compare %}{% avoid %}\nNo.\n{% /avoid %}{% prefer %}\nYes.\n{% /prefer %}{% /compare %}",
  ].map((words) => compileCourse(beesAnd(lesson, words)));
  expect(compared[0]).toHaveProperty("course");
  expect(compared[1]).toEqual(compared[0]);
  expect(compared[2]).toEqual(compared[0]);
});

test("a break, a quotation and a table may follow the frontmatter at once", () => {
  for (const words of ["---\n", "> Bees.\n", "| a |\n| --- |\n| b |\n"]) {
    const path = "02-the-year/01-spring.md";
    expect(inspectCourse(beesWith(path, "\n\nLook again in spring.\n", `\n${words}`, bees())).faults).toEqual([]);
  }
});
