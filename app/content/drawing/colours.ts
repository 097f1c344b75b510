/** The theme's colours by the names that drawings use, each with what it is for. */
export const drawingColours: ReadonlyMap<string, string> = new Map([
  ["none", "no colour"],
  ["currentColor", "the text's colour, the same as `ink`"],
  ["ink", "words and main lines"],
  ["soft", "quieter words and lines"],
  ["edge", "outlines"],
  ["line", "faint lines that nobody has to see"],
  ["paper", "the page"],
  ["raised", "a surface above the page"],
  ["tint", "a shaded surface"],
  ["green", "words and lines that stand apart"],
  ["pale-green", "a surface for them"],
  ["amber", "others that stand apart"],
  ["pale-amber", "a surface for them"],
]);

/** Colours in which words can be read on every surface of both themes (tests/components/contrast.test.ts). */
export const wordColours: readonly string[] = ["currentColor", "ink", "soft", "green", "amber"];
