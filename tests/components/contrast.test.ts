import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { drawingColours, wordColours } from "#app/content/drawing/colours.ts";

const tokens = readFileSync("app/styles/tokens.css", "utf8");
const themes = ["light", "dark"] as const;

/** What stands on what: words need 4.5:1, edges and signs of what can be used 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). */
const grounds = ["paper", "raised", "tint", "good-tint", "late-tint"];
const words: [string, string][] = [
  ...["ink", "soft"].flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...["paper", "raised", "tint", "good-tint"].map((ground): [string, string] => ["good", ground]),
  ...["paper", "raised", "tint", "late-tint"].map((ground): [string, string] => ["late", ground]),
  ["on-umbrella", "umbrella"],
  ["on-umbrella", "umbrella-deep"],
  ["paper", "ink"],
];
const signs: [string, string][] = [
  ...["paper", "raised", "tint"].map((ground): [string, string] => ["edge", ground]),
  ...["paper", "raised", "tint"].map((ground): [string, string] => ["umbrella", ground]),
  ...["paper", "raised", "tint"].map((ground): [string, string] => ["good", ground]),
  ["late", "late-tint"],
];

for (const theme of themes) {
  test.each(words)(`words in %s can be read on %s in the ${theme} theme`, (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(signs)(`%s can be seen on %s in the ${theme} theme`, (sign, ground) => {
    expect(contrast(colour(sign, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
}

/** Which token a drawing's colour is. */
const drawn = new Map(
  [
    ...readFileSync("app/styles/drawing.css", "utf8").matchAll(
      /^\[fill="([\w-]+)"\] \{\s+fill: var\(--color-([\w-]+)\)/gm,
    ),
  ].map(([, name = "", token = ""]) => [name, token]),
);
const surfaces = ["paper", "raised", "tint", "pale-green", "pale-amber"];
const named = [...drawingColours.keys()].filter((name) => !["none", "currentColor"].includes(name));

test("every colour that a drawing may name is one of the theme's, to fill and to draw with", () => {
  const css = readFileSync("app/styles/drawing.css", "utf8");
  expect([...drawn.keys()]).toEqual(named);
  for (const [name, token] of drawn) expect(css).toContain(`[stroke="${name}"] {\n  stroke: var(--color-${token});`);
});

test.each(
  themes,
)("a drawing's words can be read, and its outlines seen, on each of its surfaces in the %s theme", (theme) => {
  const of = (name: string) => colour(drawn.get(name) ?? name, theme);
  for (const surface of surfaces) {
    for (const word of wordColours.filter((name) => name !== "currentColor")) {
      expect([word, surface, contrast(of(word), of(surface)) >= 4.5]).toEqual([word, surface, true]);
    }
    expect(["edge", surface, contrast(of("edge"), of(surface)) >= 3]).toEqual(["edge", surface, true]);
  }
});

test("contrast is what the standard says it is", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

function colour(name: string, theme: (typeof themes)[number]): string {
  const pair = new RegExp(`--color-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens);
  const value = pair?.[theme === "light" ? 1 : 2];
  if (!value) throw new Error(`There is no colour ${name}.`);
  return value;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of sRGB (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
