import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Fill, Piece } from "#app/components/prose/pieces.ts";
import { Prose } from "#app/components/prose/prose.tsx";
import { renderBlocks, renderInline } from "#app/components/prose/render.server.tsx";
import type { Node } from "#app/domain/course/text.ts";
import { smallRelease } from "#tests/support/course.ts";

const { course } = smallRelease((course) => ({
  ...course,
  glossary: [
    {
      anchor: "pause",
      term: "Pause",
      definition: [
        p("A silence that ", { name: "term", attributes: { anchor: "echo" }, children: ["someone"] }, " hears."),
      ],
    },
  ],
}));
const fill: Fill = {
  practice: { name: "North & South <b>", contact: '"office"@practice.example' },
  link: (target) => (target.fill === "lesson" ? `/learn/c/lesson/${target.lesson}?a=1&b="2"` : `/there/${target.fill}`),
};

test("plain elements are plain HTML, with a heading's id and nothing else of an attribute", () => {
  const shown = html(
    { name: "h2", attributes: { id: "a-pause", onclick: "x()" }, children: ["A <pause>"] },
    { name: "p", attributes: { class: "x" }, children: ["One & two"] },
  );
  expect(shown).toBe('<h2 id="a-pause">A &lt;pause&gt;</h2><p>One &amp; two</p>');
});

test("an element that is not known is not dropped", () => {
  expect(() => renderBlocks([{ name: "script", children: ["x"] }], course)).toThrow("script");
});

test("what fills a hole is escaped, in text and in an attribute", () => {
  expect(html(variable("practice.name"))).toBe("North &amp; South &lt;b&gt;");
  expect(html({ name: "lesson-link", attributes: { lesson: "lesson12" }, children: ["there"] })).toBe(
    '<a href="/learn/c/lesson/lesson12?a=1&amp;b=&quot;2&quot;">there</a>',
  );
});

test("pieces hold no address: the same serve every reader", () => {
  const pieces = renderBlocks([{ name: "lesson-link", attributes: { lesson: "lesson12" } }], course);
  expect(pieces).toEqual(['<a href="', { fill: "lesson", lesson: "lesson12" }, '">Lesson 1.2</a>']);
});

test("citations side by side share their brackets and lead to the reference list", () => {
  const shown = html(p("So it is ", cite(), " ", cite("p. 4"), "."));
  expect(shown).toBe(
    '<p>So it is <span class="cites">(<a href="#ref_smith2019">Smith, 2019</a>; <a href="#ref_smith2019">Smith, 2019</a>, p. 4)</span>.</p>',
  );
});

test("where a page has no reference list, a citation is no link", () => {
  expect(fillAll(renderInline([p(cite())], course))).toBe(
    '<span class="line"><span class="cites">(Smith, 2019)</span></span>',
  );
});

test("a term carries its definition, which opens without script and holds no term of its own", () => {
  const shown = html(p({ name: "term", attributes: { anchor: "pause" }, children: ["pause"] }));
  const id = /popovertarget="([^"]+)"/.exec(shown)?.[1];
  expect(id).toBeTruthy();
  expect(shown).toContain(`<span class="term-card" id="${id}" popover="">`);
  expect(shown).toContain("A silence that <em>someone</em> hears.");
  expect(shown).toContain('href="/there/glossary"');
  expect(shown.match(/popovertarget/g)).toHaveLength(1);
});

test("the same text twice on a page has ids of its own", () => {
  const pieces = renderBlocks([p({ name: "term", attributes: { anchor: "pause" }, children: ["pause"] })], course);
  const shown = renderToStaticMarkup(
    <>
      <Prose pieces={pieces} fill={fill} />
      <Prose pieces={pieces} fill={fill} />
    </>,
  );
  const ids = [...shown.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(2);
});

test("two wordings are told apart in words", () => {
  const shown = html({
    name: "compare",
    children: [
      { name: "avoid", children: [p("One")] },
      { name: "prefer", children: [p("Two")] },
    ],
  });
  expect(shown).toMatch(/Rather than<\/p><p>One<\/p>.*Try<\/p><p>Two<\/p>/);
});

test("a passage for one legal setting says where and as of when", () => {
  const shown = html({
    name: "jurisdiction",
    attributes: { in: "England and Wales", asOf: "2026-10" },
    children: [p("So.")],
  });
  expect(shown).toContain("Applies in England and Wales.");
  expect(shown).toContain("As of October 2026.");
});

test("a callout without a title says its kind", () => {
  expect(html({ name: "callout", attributes: { kind: "care" }, children: [p("x")] })).toContain("Care for yourself");
  expect(html({ name: "callout", attributes: { kind: "law", title: "Mind" }, children: [p("x")] })).toContain(">Mind<");
});

test("a line of speech says who speaks", () => {
  expect(html({ name: "dialogue", attributes: { speaker: "Client" }, children: [p("Yes.")] })).toContain(
    '<p class="dialogue-speaker">Client</p><div class="dialogue-speech"><p>Yes.</p></div>',
  );
});

test("the reason for a quoted passage is not on the page", () => {
  expect(html(p({ name: "quoted", attributes: { reason: "a title" }, children: ["Words"] }))).toBe("<p>Words</p>");
});

test("a resource names who runs it, for whom, and when it was looked at", () => {
  const attributes = {
    name: "A line",
    by: "A group",
    url: "https://example.org/",
    for: "everyone",
    checked: "2026-10-02",
  };
  const shown = html({ name: "resource", attributes });
  expect(shown).toContain('href="https://example.org/" rel="noreferrer"');
  expect(shown).toContain("Run by A group. For everyone. Last checked 2 October 2026.");
});

test("a link out says that it leaves, and tells the other site nothing", () => {
  expect(html({ name: "a", attributes: { href: "https://example.org/" }, children: ["there"] })).toBe(
    '<a href="https://example.org/" rel="noreferrer" class="link-out">there<span class="quiet"> (leaves this site)</span></a>',
  );
});

test("a module's objectives are printed from the release", () => {
  expect(html({ name: "objective-list", attributes: { module: "module01" } })).toContain(
    "<strong>describe</strong> hearing, part O1",
  );
});

test("a picture's address is a hole, its alternative text is the author's", () => {
  const attributes = {
    media: "abc123",
    alt: 'A "door"',
    caption: "A door.",
    credit: "By Ames.",
    width: 640,
    height: 480,
  };
  expect(html({ name: "figure", attributes })).toContain(
    '<img width="640" height="480" alt="A &quot;door&quot;" src="/there/media" loading="lazy"/>',
  );
});

test("straight quotes become curly ones, over the edge of an element too, and not in code", () => {
  const quoted: Node[] = [
    p('"Don\'t," she said, "', { name: "em", children: ["ever"] }, "\" ('rent boy'). ", {
      name: "code",
      children: ['"x"'],
    }),
  ];
  expect(fillAll(renderBlocks(quoted, course))).toBe(
    "<p>“Don’t,” she said, “<em>ever</em>” (‘rent boy’). <code>&quot;x&quot;</code></p>",
  );
});

function html(...nodes: Node[]): string {
  return fillAll(renderBlocks(nodes, course));
}

function fillAll(pieces: Piece[]): string {
  return renderToStaticMarkup(<Prose as="line" pieces={pieces} fill={fill} />).replace(
    /^<span data-course="">|<\/span>$/g,
    "",
  );
}

function p(...children: Node[]): Node {
  return { name: "p", children };
}

function cite(at?: string): Node {
  return { name: "cite", attributes: at ? { ref: "smith2019", at } : { ref: "smith2019" } };
}

function variable(name: string): Node {
  return { name: "variable", attributes: { name } };
}
