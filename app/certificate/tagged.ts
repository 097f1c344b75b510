import PDFDocument from "pdfkit";
import { certificate as words } from "#app/messages/certificate.ts";
import { type Cut, cuts } from "./face.ts";
import { faceForFile } from "./parsed-face.ts";

type Doc = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Doc["struct"]>;

/** A file that is being written, every mark of it either in its structure or an artifact (PDF/UA-1, ISO 14289-1). */
export interface Writer {
  doc: Doc;
  root: Element;
}

/** How a text is set. Sizes in points. */
export interface Style {
  cut: Cut;
  size: number;
  colour: string;
  align?: "left" | "center" | "right";
  /** Between letters and between lines, in points. */
  tracking?: number;
  leading?: number;
}

/** Where a text stands, in points from the upper left corner. */
export interface Place {
  x: number;
  y: number;
  width: number;
}

interface Text {
  as: "H1" | "H2" | "H3" | "P" | "Lbl" | "LBody";
  text: string;
  style: Style;
  place: Place;
  /** The element that it belongs to, where that is not the document. */
  into?: Element;
  language?: string;
  /** What is read in its place. */
  actual?: string;
}

/** Points of A4, upright. */
export const sheetSize = { width: 595.28, height: 841.89 };

interface Opening {
  /** Every date and id inside comes from here, so that the same words are the same bytes. */
  issuedAt: Date;
  author: string;
  keywords: string;
}

/** Begins a file on its first page. */
export function openFile({ issuedAt, author, keywords }: Opening): Writer {
  const options: PDFKit.PDFDocumentOptions = {
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: words.language,
    size: [sheetSize.width, sheetSize.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    // Otherwise it would begin with a face of its own that is not embedded.
    font: "",
    info: { Title: words.title, CreationDate: issuedAt, Keywords: keywords },
  };
  const doc = new PDFDocument(Object.assign<PDFKit.PDFDocumentOptions, object>(options, unknownToTypes));
  // Its types do not know a face that is parsed already.
  for (const cut of cuts) Reflect.apply(doc.registerFont, doc, [cut, faceForFile(cut)]);
  // Beside the information that the library writes, since it does not escape what a practice is called.
  doc.appendXML(
    `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator></rdf:Description>`,
  );
  const root = doc.struct("Document");
  doc.addStructure(root);
  return { doc, root };
}

/** What the library takes and its types, which are a version behind, do not list. */
const unknownToTypes = { subset: "PDF/UA" };

/** Begins a page, which the bookmarks name. */
export function turnPage({ doc }: Writer, bookmark?: string): void {
  doc.addPage();
  if (bookmark) doc.outline.addItem(bookmark);
}

/** Ends the file. */
export function closeFile({ doc, root }: Writer): Promise<Buffer> {
  root.end();
  return new Promise((settle, reject) => {
    const parts: Buffer[] = [];
    doc.on("data", (part: Buffer) => parts.push(part));
    doc.on("end", () => settle(Buffer.concat(parts)));
    doc.on("error", reject);
    doc.end();
  });
}

/** How high a text stands in such a width. */
export function heightOf({ doc }: Writer, { text, style, width }: { text: string; style: Style; width: number }) {
  return set(doc, style).heightOfString(text, { width, ...optionsOf(style) });
}

/** Writes a text as one element; answers with where it ends. */
export function write(writer: Writer, { as, text, style, place, into, language, actual }: Text): number {
  const { doc, root } = writer;
  const { x, y, width } = place;
  const options = { ...(language ? { lang: language } : {}), ...(actual ? { actual } : {}) };
  const draw = () => void set(doc, style).text(text, x, y, { width, ...optionsOf(style) });
  (into ?? root).add(doc.struct(as, options, [draw]));
  return y + heightOf(writer, { text, style, width });
}

/** An element that holds others, such as a list and its items; they are written into it at once. */
export function group({ doc, root }: Writer, { as, into }: { as: string; into?: Element }): Element {
  const element = doc.struct(as);
  (into ?? root).add(element);
  return element;
}

/** A picture with words for whoever does not see it. */
export function figure(
  { doc, root }: Writer,
  { alt, box, draw }: { alt: string; box: [number, number, number, number]; draw(): void },
): void {
  const options = { alt, bbox: box };
  root.add(doc.struct("Figure", options, [draw]));
}

/** What is for the eye alone: rules, frames, the number of a page. */
export function artifact({ doc }: Writer, draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
  doc.markContent("Artifact", { type });
  draw();
  doc.endMarkedContent();
}

/** An address that can be followed, on one line. */
export function writeLink(
  { doc, root }: Writer,
  { address, shown, alt, style, place }: { address: string; shown: string; alt: string; style: Style; place: Place },
): number {
  const { x, y, width } = place;
  const paragraph = doc.struct("P");
  root.add(paragraph);
  const link = doc.struct("Link");
  paragraph.add(link);
  link.add(() => void set(doc, style).text(shown, x, y, { width, ...optionsOf(style) }));
  const height = set(doc, style).heightOfString(shown, { width, ...optionsOf(style) });
  // The library writes a string object as text, and a plain string as a name, which its types do not know.
  const tagged: object = { structParent: link, Contents: Object(alt) };
  doc.link(x, y, width, height, address, tagged);
  paragraph.end();
  return y + height;
}

function set(doc: Doc, { cut, size, colour }: Style): Doc {
  return doc.font(cut).fontSize(size).fillColor(colour);
}

function optionsOf({ align = "left", tracking = 0, leading = 0 }: Style) {
  return { align, characterSpacing: tracking, lineGap: leading };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
