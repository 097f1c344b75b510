/** A place in ready-made HTML that is filled, escaped, when a page is answered: blocks hold no address. */
export type Hole =
  | { fill: "lesson"; lesson: string }
  | { fill: "glossary"; anchor: string }
  | { fill: "media"; media: string }
  | { fill: "practice"; field: "name" | "contact" }
  /** The start of ids that must be unique in the page. */
  | { fill: "unique" };

export type Piece = string | Hole;

/** A hole that is an address; the route knows what leads there for this reader. */
export type LinkTarget = Extract<Hole, { fill: "lesson" | "glossary" | "media" }>;

export interface Fill {
  practice: { name: string; contact: string };
  link: (target: LinkTarget) => string;
}

/** Marks holes while React makes the text: private-use characters, which the compiler refuses in sources. */
const open = "\uE000";
const close = "\uE001";
const marks = /\uE000(\d+)\uE001/;

/** Takes holes one by one, each for the mark that stands in its place, and cuts the finished text at the marks. */
export function holePunch() {
  const holes: Hole[] = [];
  return {
    mark(hole: Hole): string {
      holes.push(hole);
      return `${open}${holes.length - 1}${close}`;
    },
    /** Every second part of a split by a captured group is the group: the hole's number. */
    cut(html: string): Piece[] {
      const pieces = html.split(marks).map((part, index) => (index % 2 === 0 ? part : holes[Number(part)]));
      return pieces.flatMap((piece) => (piece ? [piece] : []));
    },
  };
}

/** The pieces as one text, each hole filled and escaped for text and attributes alike. */
export function fillPieces(pieces: Piece[], fill: Fill, unique: string): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : escaped(worth(piece, fill, unique)))).join("");
}

function worth(hole: Hole, { practice, link }: Fill, unique: string): string {
  if (hole.fill === "practice") return practice[hole.field];
  return hole.fill === "unique" ? unique : link(hole);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
