import { beforeAll, expect, test } from "vitest";
import { inspectCourse } from "#app/content/compile.ts";
import { bees, beesAnd, computing, hive, lesson, quiz, textOf } from "./bees.ts";

test("the 701 bytes that put Markdoc into an endless loop come back as a fault at once", () => {
  const { faults, took } = withWords(`${"{% a %}".repeat(100)}x`);
  expect(faults).toEqual(["markers-too-many"]);
  expect(took).toBeLessThan(300);
});

test.each([
  ["over lines without a blank one", "{% a %}\n".repeat(100)],
  ["in a quotation, whose empty lines are not blank", "> {% a %}\n>\n".repeat(100)],
  ["in a list", "- {% a %}\n".repeat(100)],
  ["with attributes that hold line breaks", '{% a b="x"\n%}'.repeat(100)],
  ["in a table", `| a |\n| --- |\n| ${"{% a %}".repeat(100)} |`],
  ["after other line ends", "{% a %}\r".repeat(100)],
  ["behind characters that are no blank line", "{% a %}\n\f\n".repeat(100)],
])("a hundred open tags %s are a fault at once", (_, words) => {
  const { faults, took } = withWords(words);
  expect(faults).toContain("markers-too-many");
  expect(took).toBeLessThan(300);
});

test("tags in one another are counted over blank lines", () => {
  const { faults, took } = withWords("{% callout %}\n\n".repeat(100));
  expect(faults).toContain("nesting-too-deep");
  expect(took).toBeLessThan(500);
});

test("fifty markers in a run and twenty tags in one another are let by", () => {
  const cites = '{% cite ref="seeley2010" /%} '.repeat(50);
  expect(withWords(`Bees ${cites}.`).faults).toEqual([]);
  const deep = `${"{% callout %}\n\n".repeat(20)}Deep.\n\n${"{% /callout %}\n\n".repeat(20)}`;
  expect(withWords(deep).faults).not.toContain("nesting-too-deep");
});

test.each([
  ["quotations", "> ".repeat(200)],
  ["lists", Array.from({ length: 120 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")],
  ["emphasis", `${"*a ".repeat(4_000)}${"b* ".repeat(4_000)}`],
  ["brackets", `${"[".repeat(4_000)}${"]".repeat(4_000)}`],
  ["quotes in a marker", `{% a b="${'\\"'.repeat(4_000)}`],
  ["openings without an end", "{%\n\n".repeat(20_000)],
  ["short paragraphs", "a\n\n".repeat(20_000)],
  ["headings", "## a\n\n".repeat(10_000)],
  ["faults", "[a]: b\n\n<b>\n\n".repeat(5_000)],
  ["blank lines", "\n \t".repeat(60_000)],
])("many %s are read in good time", (_, words) => {
  expect(withWords(words).took).toBeLessThan(4_000);
});

test.each([
  quiz,
  "glossary.md",
  "course.md",
  hive,
])("many paragraphs and headings in %s are read in good time", (path) => {
  const sources = beesAnd(path, "a\n\n## b\n\n".repeat(8_000));
  expect(computing(() => inspectCourse(sources))).toBeLessThan(4_000);
});

/** A first course, for which the style is read: that is once in a process, and no author's doing. */
beforeAll(() => void inspectCourse(bees()));

test("a long list of references is read in good time", () => {
  const entry = (at: number) => ({ id: `r${at}`, type: "book", title: "Bees", author: [{ family: "Ost" }] });
  const all = [...JSON.parse(textOf(bees(), "references.json")), ...Array.from({ length: 500 }, (_, at) => entry(at))];
  const cites = all.map(({ id }) => `{% cite ref="${id}" /%}`).join("\n\nBees ");
  const sources = { ...beesAnd(lesson, `Bees ${cites}`), "references.json": JSON.stringify(all) };
  let kept = 0;
  const took = computing(() => {
    kept = inspectCourse(sources).course?.references.length ?? 0;
  });
  expect(kept).toBe(502);
  expect(took).toBeLessThan(4_000);
});

function withWords(words: string): { faults: string[]; took: number } {
  const sources = beesAnd(lesson, words);
  let faults: string[] = [];
  const took = computing(() => {
    faults = inspectCourse(sources).faults.map(({ id }) => id);
  });
  return { faults, took };
}
