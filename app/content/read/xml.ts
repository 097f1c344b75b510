import { SaxesParser } from "saxes";
import { type Fault, faultAt } from "#app/content/faults.ts";
import { findHidden } from "./hidden.ts";
import { placeAt, type Source } from "./source.ts";

/** An element of a drawing as it was written; offsets are those of its file. */
export interface XmlElement {
  name: string;
  attributes: XmlAttribute[];
  children: (XmlElement | XmlText)[];
  offset: number;
}

export interface XmlAttribute {
  name: string;
  value: string;
  offset: number;
}

export interface XmlText {
  text: string;
  offset: number;
}

const mostElements = 2_000;
const deepest = 20;

/**
 * Reads XML that is elements, attributes and text, with comments for whoever draws. Refused: what is not well formed, a
 * DOCTYPE (and with it every entity but XML's own five), processing instructions, CDATA, another encoding than UTF-8,
 * characters that cannot be seen, more than 2,000 elements or twenty in one another. Names are not looked at.
 */
export function readXml(source: Source): { root: XmlElement } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const parser = new SaxesParser({ xmlns: false, position: true });
  const refuse: Refuse = (message, offset = parser.position) => {
    // What follows the first of them cannot be trusted.
    if (faults.length > 0) return;
    faults.push(faultAt(placeAt(source, Math.max(0, offset)), "drawing-not-xml", message));
  };
  refuseOddities(parser, source, refuse);
  const roots = growTree(parser, source, refuse);
  parser.write(source.text).close();
  if (faults.length > 0) return { faults };
  const [root] = roots;
  return root ? { root } : { faults: [faultAt(placeAt(source, 0), "drawing-not-xml", "holds nothing")] };
}

type Refuse = (message: string, offset?: number) => void;

function refuseOddities(parser: SaxesParser, { text }: Source, refuse: Refuse): void {
  const from = (sign: string) => text.lastIndexOf(sign, parser.position);
  // The reader begins its messages with line and column, which a fault has already.
  parser.on("error", ({ message }) => refuse(message.replace(/^\d+:\d+: /, "").replace(/\.$/, "")));
  parser.on("xmldecl", ({ encoding = "UTF-8" }) => {
    if (!/^utf-8$/i.test(encoding)) refuse(`says that it is ${encoding}`);
  });
  parser.on("doctype", () => refuse("has a DOCTYPE", text.indexOf("<!DOCTYPE")));
  parser.on("processinginstruction", ({ target }) => refuse(`holds <?${target}`, from("<?")));
  parser.on("cdata", () => refuse("holds CDATA", from("<![CDATA[")));
}

/** Fills what it returns while the parser reads: one root, when the text is well formed. */
function growTree(parser: SaxesParser, { text: written }: Source, refuse: Refuse): XmlElement[] {
  const roots: XmlElement[] = [];
  const open: XmlElement[] = [];
  let [count, textFrom] = [0, 0];
  parser.on("opentagstart", ({ name }) => {
    const element = { name, attributes: [], children: [], offset: written.lastIndexOf("<", parser.position) };
    const home = open.at(-1)?.children ?? roots;
    count += 1;
    if (count === mostElements + 1) refuse(`has more than ${mostElements} elements`, element.offset);
    if (open.length === deepest) refuse(`has elements more than ${deepest} deep`, element.offset);
    if (count <= mostElements) home.push(element);
    open.push(element);
  });
  parser.on("attribute", ({ name, value }) => {
    const offset = written.lastIndexOf(name, parser.position - value.length - 1);
    if (findHidden(value) >= 0) refuse(`attribute "${name}" holds a private-use character`, offset);
    open.at(-1)?.attributes.push({ name, value, offset });
  });
  parser.on("text", (text) => {
    if (findHidden(text) >= 0) refuse("holds a private-use character", textFrom);
    if (text.trim() !== "") open.at(-1)?.children.push({ text, offset: textFrom });
  });
  parser.on("opentag", () => {
    textFrom = parser.position;
  });
  parser.on("closetag", () => {
    open.pop();
    textFrom = parser.position;
  });
  return roots;
}

/** Every element under one, in the order of the text. */
export function elementsUnder({ children }: XmlElement): XmlElement[] {
  return children.flatMap((child) => ("text" in child ? [] : [child, ...elementsUnder(child)]));
}

export function attributeOf({ attributes }: XmlElement, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.value;
}

/** Every text under an element, in order. */
export function textsUnder({ children }: XmlElement): XmlText[] {
  return children.flatMap((child) => ("text" in child ? [child] : textsUnder(child)));
}
