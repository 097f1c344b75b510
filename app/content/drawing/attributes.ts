import { drawingColours } from "./colours.ts";

/** How an attribute of a drawing is written. */
export interface DrawingAttribute {
  /** In words, for a fault and for the authors' reference. */
  must: string;
  allows(value: string): boolean;
}

const bound = 100_000;
const oneNumber = String.raw`[+-]?(?:\d{1,7}(?:\.\d{0,9})?|\.\d{1,9})(?:e[+-]?\d{1,2})?`;
const sizes = (least: number): DrawingAttribute => ({
  must: `a number from ${least}, without a unit`,
  allows: (value) => matches(value, oneNumber) && Number(value) >= least && Number(value) <= bound,
});
const number: DrawingAttribute = {
  must: "a number without a unit",
  allows: (value) => matches(value, oneNumber) && Math.abs(Number(value)) <= bound,
};
const numbers: DrawingAttribute = {
  must: "numbers with spaces or commas between them",
  allows: (value) => matches(value, String.raw`\s*${oneNumber}(?:[\s,]+${oneNumber}){0,2000}\s*`),
};
const colour: DrawingAttribute = {
  must: `one of ${[...drawingColours.keys()].join(", ")}`,
  allows: (value) => drawingColours.has(value),
};
const id: DrawingAttribute = {
  must: "a letter and up to 40 letters, digits, - or _",
  allows: (value) => matches(value, String.raw`[A-Za-z][\w-]{0,40}`),
};
const end: DrawingAttribute = {
  must: "url(#id) of a marker in this drawing",
  allows: (value) => matches(value, String.raw`url\(#[A-Za-z][\w-]{0,40}\)`),
};
const box: DrawingAttribute = {
  must: 'four numbers, as "0 0 640 360", the last two above 0',
  allows: (value) => matches(value, String.raw`${oneNumber}(?:[\s,]+${oneNumber}){3}`) && hasSize(value),
};

/** Every attribute that the elements name, by how it is written. */
export const drawingAttributes: ReadonlyMap<string, DrawingAttribute> = new Map(
  Object.entries({
    xmlns: oneOf("http://www.w3.org/2000/svg"),
    version: oneOf("1.1", "1.0"),
    viewBox: box,
    id,
    href: {
      must: "#id of a shape in this drawing",
      allows: (value) => matches(value, String.raw`#[A-Za-z][\w-]{0,40}`),
    },
    transform: {
      must: "translate(…) and rotate(…) alone",
      allows: (value) =>
        matches(
          value,
          String.raw`\s*(?:(?:translate|rotate)\(\s*${oneNumber}(?:[\s,]+${oneNumber}){0,2}\s*\)[\s,]*){1,8}`,
        ),
    },
    d: {
      must: "path data",
      allows: (value) => matches(value, String.raw`[MmLlHhVvCcSsQqTtAaZzeE\d\s,.+-]{0,20000}`),
    },
    points: numbers,
    fill: colour,
    stroke: colour,
    "fill-rule": oneOf("nonzero", "evenodd"),
    "stroke-width": sizes(0),
    "stroke-miterlimit": sizes(0),
    "stroke-linecap": oneOf("butt", "round", "square"),
    "stroke-linejoin": oneOf("miter", "round", "bevel"),
    "stroke-dasharray": { must: "none or numbers", allows: (value) => value === "none" || numbers.allows(value) },
    ...Object.fromEntries(["marker-start", "marker-end"].map((name) => [name, end])),
    ...Object.fromEntries(
      ["x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "refX", "refY"].map((name) => [name, number]),
    ),
    ...Object.fromEntries(
      ["width", "height", "r", "rx", "ry", "markerWidth", "markerHeight"].map((name) => [name, sizes(0)]),
    ),
    markerUnits: oneOf("strokeWidth", "userSpaceOnUse"),
    orient: {
      must: "auto, auto-start-reverse or a number",
      allows: (value) => /^auto(-start-reverse)?$/.test(value) || number.allows(value),
    },
    "font-size": sizes(1),
    "font-weight": oneOf("normal", "bold", "400", "500", "600", "700"),
    "font-style": oneOf("normal", "italic"),
    "text-anchor": oneOf("start", "middle", "end"),
    "dominant-baseline": oneOf("auto", "middle", "central", "hanging"),
  } satisfies Record<string, DrawingAttribute>),
);

/** The four numbers of a viewBox that is as it should be. */
export function sizeOf(viewBox: string): { width: number; height: number } {
  const [, , width = 0, height = 0] = viewBox
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return { width, height };
}

function hasSize(viewBox: string): boolean {
  const { width, height } = sizeOf(viewBox);
  return width > 0 && height > 0 && width <= bound && height <= bound;
}

function oneOf(...words: string[]): DrawingAttribute {
  return {
    must: words.length === 1 ? `${words[0]}` : `one of ${words.join(", ")}`,
    allows: (value) => words.includes(value),
  };
}

function matches(value: string, pattern: string): boolean {
  return new RegExp(`^${pattern}$`, "u").test(value);
}
