/** What an element of a drawing is, where it stands and what it may say. */
export interface DrawingElement {
  is: string;
  /** The elements in which it stands directly; none for the drawing itself. */
  within: readonly string[];
  /** Whether it holds words of its own. */
  words: boolean;
  attributes: readonly string[];
}

const lines = ["stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-miterlimit"];
const shape = ["id", "transform", "fill", "fill-rule", ...lines];
const ends = ["marker-start", "marker-end"];
const letters = ["font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline"];
const around = ["svg", "g", "defs", "marker"];

/**
 * Every element that a drawing may hold. Nothing on this list can run, be styled from elsewhere or lead out of the
 * drawing; no element makes what it holds smaller, so that the size of its words is known.
 */
export const drawingElements: ReadonlyMap<string, DrawingElement> = new Map(
  Object.entries({
    svg: {
      is: "the drawing",
      within: [],
      words: false,
      attributes: ["xmlns", "version", "viewBox", "fill", ...lines, ...letters],
    },
    g: { is: "a group", within: ["svg", "g", "defs"], words: false, attributes: [...shape, ...letters] },
    path: { is: "a path", within: around, words: false, attributes: ["d", ...shape, ...ends] },
    rect: {
      is: "a rectangle",
      within: around,
      words: false,
      attributes: ["x", "y", "width", "height", "rx", "ry", ...shape],
    },
    circle: { is: "a circle", within: around, words: false, attributes: ["cx", "cy", "r", ...shape] },
    ellipse: { is: "an ellipse", within: around, words: false, attributes: ["cx", "cy", "rx", "ry", ...shape] },
    line: { is: "a line", within: around, words: false, attributes: ["x1", "y1", "x2", "y2", ...shape, ...ends] },
    polyline: { is: "several lines", within: around, words: false, attributes: ["points", ...shape, ...ends] },
    polygon: { is: "a closed shape", within: around, words: false, attributes: ["points", ...shape, ...ends] },
    text: {
      is: "words",
      within: ["svg", "g"],
      words: true,
      attributes: ["id", "x", "y", "dx", "dy", "transform", "fill", ...letters],
    },
    tspan: {
      is: "some of the words, placed or marked",
      within: ["text", "tspan"],
      words: true,
      attributes: ["x", "y", "dx", "dy", "fill", "font-size", "font-weight", "font-style"],
    },
    defs: { is: "what is drawn only where it is used", within: ["svg"], words: false, attributes: [] },
    marker: {
      is: "the end of a line, as an arrow's head",
      within: ["defs"],
      words: false,
      attributes: ["id", "viewBox", "refX", "refY", "markerWidth", "markerHeight", "markerUnits", "orient"],
    },
    use: { is: "a shape drawn again", within: ["svg", "g"], words: false, attributes: ["href", "x", "y", "transform"] },
  }),
);

/** Words of a drawing that says nothing of their size, in its own units. */
export const usualTextSize = 16;
