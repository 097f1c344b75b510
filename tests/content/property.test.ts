import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type Inspection, inspectCourse } from "#app/content/compile.ts";
import { bees, computing, drawing, hive, lesson, quiz, swarm, textOf } from "./bees.ts";

const runs = { numRuns: 120, seed: 20261123 };
const paths = fc.constantFrom(drawing, lesson, quiz, hive, swarm, "course.md", "glossary.md", "references.json");

/** Pieces that mean something to the compiler, so that more than noise is tried. */
const pieces = fc.constantFrom(
  "---\n",
  "id: ",
  "{% ",
  " %}",
  " /%}",
  "{% callout %}",
  "{% /callout %}",
  '{% quoted reason="a" %}',
  "{% /quoted %}",
  '{% check id="a" %}',
  "{% /check %}",
  '{% choice id="a" correct=true %}',
  "{% /choice %}",
  "{% rationale %}",
  "{% /rationale %}",
  '{% scene id="a" %}',
  "{% /scene %}",
  '{% option id="a" to="b" quality="good" %}',
  "{% /option %}",
  "{% feedback %}",
  '{% vignette case="swarm" /%}',
  '{% cite ref="seeley2010" /%}',
  "{% compare %}",
  "{% $practice.name %}",
  "{% debug($a) %}",
  "{% if true %}",
  "{% slot %}",
  "{% table %}",
  "\n\n",
  "\n",
  "# ",
  "### ",
  "- ",
  "> ",
  "| a |\n| --- |\n| b |\n",
  "[a](lesson:beeles02)",
  "[a](javascript:alert(1))",
  "[a]: https://a.example\n",
  "<b onclick=x>",
  "<g>",
  "</svg>",
  "<!DOCTYPE a [",
  "<![CDATA[",
  "&b;",
  "&#xE000;",
  "\u0000",
  "\uE000",
  '"',
  "\\",
  "`",
  "```\n",
  "*",
  "~~a~~",
  "[object Object]",
  "__proto__: 1\n",
  "constructor",
);
const words = fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 12 }), fc.string({ maxLength: 12 }));
const text = fc.array(words, { maxLength: 40 }).map((all) => all.join(""));

/** A first course, for which the style of references is read: that is once in a process. */
beforeAll(() => void inspectCourse(bees()));

test("whatever is written into a file, the compiler answers within a second and never throws", () => {
  fc.assert(
    fc.property(paths, text, (path, written) => isAnswered({ ...bees(), [path]: written })),
    runs,
  );
});

test("whatever is written amid a file, the compiler answers within a second and never throws", () => {
  fc.assert(
    fc.property(paths, text, fc.nat(), (path, written, where) => {
      const whole = textOf(bees(), path);
      const at = where % (whole.length + 1);
      return isAnswered({ ...bees(), [path]: whole.slice(0, at) + written + whole.slice(at) });
    }),
    runs,
  );
});

test("whatever bytes a file holds, the compiler answers within a second and never throws", () => {
  fc.assert(
    fc.property(paths, fc.uint8Array({ maxLength: 60 }), (path, written) => isAnswered({ ...bees(), [path]: written })),
    runs,
  );
});

test("whatever the files are called, the compiler answers within a second and never throws", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("a/b/c.md", "01-a/02-b.md", "media/a.png")), text),
      isAnswered,
    ),
    runs,
  );
});

/** What is compiled at all holds no marker, no hidden character and, but for code, no HTML. */
function isAnswered(sources: Record<string, string | Uint8Array>): boolean {
  let inspection: Inspection | undefined;
  const took = computing(() => {
    inspection = inspectCourse(sources);
  });
  expect(took).toBeLessThan(1_000);
  const { course, faults } = inspection ?? inspectCourse(sources);
  expect(course === undefined).toBe(faults.some(({ level }) => level === "error"));
  const found =
    course && /\{%|%\}|[\uE000-\uF8FF]|\\u0000|<b |\(javascript:/.exec(JSON.stringify(course, withoutCode))?.[0];
  expect(found).toBeUndefined();
  for (const { line, column } of faults) expect(Math.min(line, column)).toBeGreaterThan(0);
  return true;
}

/** Code and the words of drawings are text as it is written; sections repeat what stands in the body. */
function withoutCode(key: string, value: unknown): unknown {
  const isNode = typeof value === "object" && value !== null && "name" in value;
  const isAsWritten = isNode && (value.name === "code" || value.name === "figure");
  return isAsWritten || key === "sections" ? null : value;
}
