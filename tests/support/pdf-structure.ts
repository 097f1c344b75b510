import { type Dict, isDict, nameOf, Parser, type Pdf, type Value } from "./pdf.ts";

/** An element of the structure, as somebody hears it. */
export interface Element {
  type: string;
  alt: string | undefined;
  actual: string | undefined;
  language: string | undefined;
  /** What is written in it itself. */
  text: string;
  children: Element[];
  annotations: Dict[];
}

/** What a page shows: the text of each marked part, and how much stands in none. */
interface Shown {
  marked: Map<number, string>;
  unmarked: number;
}

/** The structure of a file from its root, with the text that stands in each element. */
export function structureOf(pdf: Pdf): Element[] {
  const shown = new Map(pdf.pages().map((page) => [page, showOf(pdf, page)]));
  const root = pdf.dict(pdf.root.dict.get("StructTreeRoot"));
  return pdf.list(root, "K").map((kid) => elementOf(pdf, pdf.dict(kid), shown));
}

/** The elements and all within them, in the order in which they are read. */
export function inOrder(elements: Element[]): Element[] {
  return elements.flatMap((element) => [element, ...inOrder(element.children)]);
}

/** What is read: alternative texts and texts, one element a line. */
export function readAloud(elements: Element[]): string {
  return inOrder(elements)
    .map(({ alt, actual, text }) => (alt ?? actual ?? text).replace(/ +/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

/** How many marks of a page are neither in an element nor an artifact. */
export function unmarkedIn(pdf: Pdf, page: Dict): number {
  return showOf(pdf, page).unmarked;
}

function elementOf(pdf: Pdf, dict: Dict, shown: Map<Dict, Shown>): Element {
  const page = pdf.entry(dict, "Pg");
  const element: Element = {
    type: nameOf(pdf.entry(dict, "S")) ?? "",
    alt: textOf(pdf.entry(dict, "Alt")),
    actual: textOf(pdf.entry(dict, "ActualText")),
    language: textOf(pdf.entry(dict, "Lang")),
    text: "",
    children: [],
    annotations: [],
  };
  for (const kid of pdf.list(dict, "K")) {
    const value = pdf.resolve(kid);
    if (typeof value === "number" && isDict(page)) element.text += shown.get(page)?.marked.get(value) ?? "";
    else if (isDict(value) && nameOf(pdf.entry(value, "Type")) === "OBJR")
      element.annotations.push(pdf.dict(value.dict.get("Obj")));
    else if (isDict(value) && value.dict.has("S")) element.children.push(elementOf(pdf, value, shown));
    else throw new Error("An element holds what this reader does not know.");
  }
  return element;
}

function showOf(pdf: Pdf, page: Dict): Shown {
  const fonts = pdf.dict(pdf.dict(page.dict.get("Resources")).dict.get("Font"));
  const letters = new Map([...fonts.dict].map(([name, font]) => [name, lettersOf(pdf, pdf.dict(font))]));
  const parser = new Parser(pdf.stream(page.dict.get("Contents")).toString("latin1"), 0);
  const shown: Shown = { marked: new Map(), unmarked: 0 };
  const marks: (number | "artifact" | "other")[] = [];
  let held: Value[] = [];
  let font = "";
  while (!parser.isOver()) {
    const next = parser.next();
    if (next === null || typeof next !== "object" || !("operator" in next)) {
      held.push(next);
      continue;
    }
    const { operator } = next;
    if (operator === "BDC" || operator === "BMC") marks.push(markOf(held));
    if (operator === "EMC") marks.pop();
    if (operator === "Tf") font = nameOf(held[0] ?? null) ?? "";
    const mark = marks.findLast((one) => one !== "other");
    if (/^(TJ|Tj|f|S|B|Do|sh)$/.test(operator) && mark === undefined) shown.unmarked++;
    if (operator === "TJ" && typeof mark === "number") {
      const text = decode(held[0] ?? null, letters.get(font));
      shown.marked.set(mark, `${shown.marked.get(mark) ?? ""}${text}`);
    }
    if (operator === "BT" && typeof mark === "number" && shown.marked.get(mark))
      shown.marked.set(mark, `${shown.marked.get(mark)} `);
    held = [];
  }
  return shown;
}

function markOf([tag = null, properties = null]: Value[]): number | "artifact" | "other" {
  if (nameOf(tag) === "Artifact") return "artifact";
  const mcid = isDict(properties) ? properties.dict.get("MCID") : undefined;
  return typeof mcid === "number" ? mcid : "other";
}

function decode(shown: Value, letters: Map<number, string> | undefined): string {
  const parts = Array.isArray(shown) ? shown : [shown];
  return parts
    .filter((part) => typeof part === "string")
    .map((part) => {
      const bytes = Buffer.from(part, "latin1");
      const codes = Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readUInt16BE(at * 2));
      return codes.map((code) => letters?.get(code) ?? "\ufffd").join("");
    })
    .join("");
}

/** What each code of a font says (its ToUnicode map). */
function lettersOf(pdf: Pdf, font: Dict): Map<number, string> {
  const map = pdf.stream(font.dict.get("ToUnicode")).toString("latin1");
  const letters = new Map<number, string>();
  for (const [, from = "", list = ""] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    const texts = [...list.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex = ""]) => hex.replaceAll(" ", ""));
    for (const [at, hex] of texts.entries()) {
      letters.set(Number.parseInt(from, 16) + at, Buffer.from(hex, "hex").swap16().toString("utf16le"));
    }
  }
  return letters;
}

function textOf(value: Value): string | undefined {
  return typeof value === "string" ? value : undefined;
}
