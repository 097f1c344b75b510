import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fillPieces } from "#app/components/prose/pieces.ts";
import { renderBlocks } from "#app/components/prose/render.server.tsx";
import { mediumFor } from "#app/content/build/media.ts";
import { compileCourse, inspectCourse } from "#app/content/compile.ts";
import { drawingElements } from "#app/content/drawing/elements.ts";
import { readMedium } from "#app/content/read/media.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Course } from "#app/domain/course.ts";
import { bees, beesAnd, beesWith, drawing, lesson, year } from "./bees.ts";

const figure = '{% figure file="hive-cut.svg" alt="A hive" caption="Cut \\"open\\"." credit="A. Beeline" /%}';

test("a figure with a drawing is compiled whole, as elements and no address", () => {
  const [block] = compiled(beesAnd(lesson, figure)).modules[0]?.lessons[0]?.body.slice(-1) ?? [];
  const shown = block?.kind === "static" ? block.nodes.at(-1) : undefined;
  expect(shown).toMatchObject({
    name: "figure",
    attributes: { alt: "A hive", caption: 'Cut "open".', credit: "A. Beeline", width: 480, height: 240, textSize: 15 },
  });
  expect(JSON.stringify(shown)).not.toMatch(/hive-cut|xmlns|Drawn by hand/);
});

test("on the page a drawing is one picture with a name, its caption and credit are text, and its ids are its own", () => {
  const [first = "", second = ""] = [html("prose1"), html("prose2")];
  expect(first).toMatch(/^<figure class="figure"><div class="drawing scroll drawing-24" role="group"/);
  expect(first).toContain('<svg role="img" aria-label="A hive cut open');
  expect(first).toContain('width="480" height="240" viewBox="0 0 480 240" stroke-width="2"');
  expect(first).toContain('<figcaption>A hive, cut open. <span class="figure-credit">Drawing: A. Beeline, CC BY 4.0');
  expect(first).toMatch(/<text x="270" y="190" font-weight="bold">Brood box <tspan fill="green">&amp; queen<\/tspan>/);
  const ids = (text: string) => [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const named = [...first.matchAll(/(?:href="|url\()#([^")]+)/g)].map(([, id]) => id);
  expect(ids(first)).toHaveLength(2);
  expect(new Set(named)).toEqual(new Set(ids(first)));
  expect(ids(first).filter((id) => ids(second).includes(id))).toEqual([]);
});

test("a caption is counted and found; what replaces a picture, and what a drawing says, are not", () => {
  const [before, after] = [compiled(bees()), compiled(beesAnd(lesson, figure))].map(
    (course) => course.modules[0]?.lessons[0],
  );
  expect((after?.words ?? 0) - (before?.words ?? 0)).toBe(2);
  expect(after?.sections.at(-1)?.text).toContain('Cut "open".');
  expect(JSON.stringify(after?.sections)).not.toMatch(/Brood|A\. Beeline/);
});

test("the language lint reads what stands for a picture, its caption and the words in a drawing", () => {
  const said = (sources: Parameters<typeof inspectCourse>[0]) =>
    inspectCourse(sources).faults.map(({ path, line, column, id }) => `${path}:${line}:${column} ${id}`);
  expect(said(beesWith(year, 'caption="A hive', 'caption="A substance abuser'))).toHaveLength(1);
  expect(said(beesWith(year, 'alt="A hive', 'alt="A substance abuser'))).toHaveLength(1);
  expect(said(beesWith(drawing, "Honey box", "Substance abuser"))).toEqual([`${drawing}:15:27 language-error`]);
});

test("the drawing that docs/authors.md begins with is one, and its figure too", () => {
  const written = readFileSync("docs/authors.md", "utf8").replace(/^ {4}/gm, "");
  const [svg = ""] = /<svg[\s\S]*?<\/svg>/.exec(written) ?? [];
  const [tag = ""] = /\{% figure file="two-lists[^\n]*/.exec(written) ?? [];
  expect(inspectCourse({ ...beesAnd(lesson, tag), "media/two-lists.svg": svg }).faults).toEqual([]);
});

test.each([
  ["a script", "<script>x()</script>", "drawing-refused"],
  ["a style", "<style>rect { fill: red }</style>", "drawing-refused"],
  ["HTML", "<foreignObject><p>x</p></foreignObject>", "drawing-refused"],
  ["a picture from elsewhere", '<image href="https://bees.example/x.png"/>', "drawing-refused"],
  ["a link", '<a href="https://bees.example"><rect/></a>', "drawing-refused"],
  ["movement", '<rect><animate attributeName="x" to="9"/></rect>', "drawing-refused"],
  ["a name in another space", "<s:rect/>", "drawing-refused"],
  ["a name in capitals", "<RECT/>", "drawing-refused"],
  ["an event", '<rect onclick="x()"/>', "drawing-refused"],
  ["a style of its own", '<rect style="fill:red"/>', "drawing-refused"],
  ["a class", '<rect class="button"/>', "drawing-refused"],
  ["a face", '<text font-family="Papyrus">x</text>', "drawing-refused"],
  ["a scale", '<g transform="scale(0.1)"/>', "drawing-refused"],
  ["a unit", '<rect width="90%"/>', "drawing-refused"],
  ["words outside a text", "<g>Words</g>", "drawing-refused"],
  ["a shape in words", "<text>x<rect/></text>", "drawing-refused"],
  ["a drawing in a drawing", '<svg viewBox="0 0 1 1"/>', "drawing-refused"],
  ["a raw colour", '<rect fill="red"/>', "drawing-colour"],
  ["a colour by address", '<rect fill="url(#a)"/>', "drawing-colour"],
  ["words in a faint colour", '<g fill="line"><text>x</text></g>', "drawing-colour"],
  ["a use of another file", '<use href="other.svg#box"/>', "drawing-reference"],
  ["a use of nothing", '<use href="#nothing"/>', "drawing-reference"],
  ["a use of words", '<text id="w">x</text><use href="#w"/>', "drawing-reference"],
  ["a use of a use", '<g id="g"><use href="#box"/></g><use href="#g"/>', "drawing-reference"],
  ["a use of itself", '<g id="g"><use href="#g"/></g>', "drawing-reference"],
  [
    "a drawing that grows",
    `<g id="g">${"<path/>".repeat(200)}</g>${'<use href="#g"/>'.repeat(200)}`,
    "drawing-reference",
  ],
  [
    "a drawing that grows at the ends of its lines",
    `<defs><marker id="m">${"<path/>".repeat(200)}</marker></defs>${'<line marker-end="url(#m)"/>'.repeat(200)}`,
    "drawing-reference",
  ],
  ["a marker that is none", '<line marker-end="url(#box)"/>', "drawing-reference"],
  ["a marker from elsewhere", '<line marker-end="url(https://bees.example#a)"/>', "drawing-reference"],
  ["an id twice", '<rect id="box"/>', "drawing-reference"],
  ["words too small", '<text font-size="9.5">x</text>', "drawing-text-small"],
  ["an entity", "<text>&bee;</text>", "drawing-not-xml"],
  ["CDATA", "<text><![CDATA[x]]></text>", "drawing-not-xml"],
  ["an instruction", '<?xml-stylesheet href="x.css"?>', "drawing-not-xml"],
  ["a hidden character", "<text>&#xE000;</text>", "drawing-not-xml"],
  ["an attribute twice", '<rect x="1" x="2"/>', "drawing-not-xml"],
  ["an element left open", "<g>", "drawing-not-xml"],
  ["too many in one another", `${"<g>".repeat(30)}${"</g>".repeat(30)}`, "drawing-not-xml"],
  ["too many", "<g/>".repeat(2_000), "drawing-not-xml"],
])("%s is refused in a drawing, where it stands", (_, written, id) => {
  const faults = inspectCourse(beesWith(drawing, "</svg>", `${written}\n</svg>`)).faults;
  expect(faults.map((fault) => fault.id)).toContain(id);
  for (const { path, line } of faults) expect([path, line >= 23]).toEqual([drawing, true]);
});

test("a drawing says what box it fills, is SVG and is UTF-8", () => {
  const refused = (from: string, to: string) => inspectCourse(beesWith(drawing, from, to)).faults.map(({ id }) => id);
  expect(refused(' viewBox="0 0 480 240"', "")).toEqual(["drawing-refused"]);
  expect(refused('viewBox="0 0 480 240"', 'viewBox="0 0 480 0"')).toEqual(["drawing-refused"]);
  expect(refused('viewBox="0 0', 'width="480" viewBox="0 0')).toEqual(["drawing-refused"]);
  expect(refused("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml")).toEqual(["drawing-refused"]);
  expect(refused("UTF-8", "UTF-16")).toEqual(["drawing-not-xml"]);
});

const allowed = [...drawingElements.keys()];
const names = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...allowed) },
  fc.constantFrom(
    "script",
    "style",
    "a",
    "image",
    "foreignObject",
    "animate",
    "set",
    "iframe",
    "svg:script",
    "feImage",
  ),
);
const attribute = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('x="1"', 'd="M0 0h9"', 'fill="ink"', 'stroke="edge"', 'id="a"', 'r="4"') },
  { weight: 2, arbitrary: fc.constantFrom('href="#a"', 'marker-end="url(#a)"', 'transform="rotate(3)"') },
  fc.constantFrom(
    'onload="x()"',
    'style="x:url(//e.example)"',
    'href="javascript:x()"',
    'href="https://e.example/a#b"',
    'xlink:href="#a"',
    'fill="url(https://e.example)"',
    'fill="#f00"',
    'class="button"',
    'src="//e.example"',
    'd="M0 0&quot; onload=&quot;x()"',
    'id="&quot;&gt;&lt;script&gt;"',
    'xmlns="http://www.w3.org/1999/xhtml"',
  ),
);
const { tree: trees } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc
    .record({
      name: names,
      attributes: fc.array(attribute, { maxLength: 2 }),
      inner: fc.array(
        fc.oneof(
          { depthSize: "small", withCrossShrink: true },
          fc.constantFrom("words", "&lt;b&gt;", "<!-- x -->", "<?x?>", "&e;"),
          tie("tree"),
        ),
        { maxLength: 3 },
      ),
    })
    .map(({ name, attributes, inner }) => `<${[name, ...new Set(attributes)].join(" ")}>${inner.join("")}</${name}>`),
}));

test("whatever is drawn, it is refused or free of all that could run or lead out", () => {
  let passed = 0;
  fc.assert(
    fc.property(fc.array(trees, { maxLength: 3 }), (drawn) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">${drawn.join("")}</svg>`;
      const shown = htmlOfDrawing(svg);
      if (shown === undefined) return;
      passed += 1;
      expect(shown).not.toMatch(
        /script|style|javascript|e\.example|onload|image|foreignObject|iframe|class="button"|<a |#f00/,
      );
      expect(shown.replace(/&lt;b&gt;/g, "")).not.toMatch(/&lt;|&quot;|<!--|<\?/);
      const elements = [...shown.matchAll(/<([a-zA-Z:]+)/g)].map(([, name]) => name);
      const known = [...allowed, "figure", "figcaption", "div", "span"];
      expect(elements.filter((name) => !known.includes(name ?? ""))).toEqual([]);
    }),
    { numRuns: 1_000, seed: 20261123 },
  );
  expect(passed).toBeGreaterThan(100);
});

function compiled(sources: Parameters<typeof compileCourse>[0]): Course {
  const result = compileCourse(sources);
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  return result.course;
}

function html(unique: string): string {
  return htmlOf(compiled(bees()), unique);
}

/** A drawing as it would stand on a page; undefined where it is refused. */
function htmlOfDrawing(svg: string): string | undefined {
  const { medium, faults } = readMedium(drawing, svg);
  const shown = mediumFor(medium);
  if (!shown) expect(faults).not.toEqual([]);
  if (!shown) return undefined;
  const attributes = { alt: "A hive", caption: "A hive.", credit: "A. Beeline", ...shown.attributes };
  const pieces = renderBlocks([{ name: "figure", attributes, children: shown.children }], noCourse);
  return fillPieces(pieces, fill, "prose1");
}

const noCourse = { modules: [], glossary: [], references: [] };
const fill = { practice: { name: "", contact: "" }, link: () => "" };

/** The figure in the opening of the bees' second module. */
function htmlOf(course: Course, unique: string): string {
  const nodes = course.modules[1]?.opening.flatMap((block) => (block.kind === "static" ? block.nodes : [])) ?? [];
  const figures = nodes.filter((node: Node) => typeof node === "object" && node.name === "figure");
  expect(figures).toHaveLength(1);
  return fillPieces(renderBlocks(figures, course), fill, unique);
}
