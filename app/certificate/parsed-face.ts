import PDFDocument from "pdfkit";
import { type Cut, cutFile } from "./face.ts";

const parsed = new Map<Cut, object>();

/**
 * A cut for one file, as the library takes it once it has parsed it: to parse it anew took half of a drawing. The tables
 * are the process's; the glyphs are the file's own, since the library keeps with a glyph the letters that it was first
 * asked for, and no file may depend on what was drawn before it. The library has no public way to this: what a glyph is
 * it settles as it makes it, and to make a face anew is what costs.
 */
export function faceForFile(cut: Cut): object {
  const known = parsed.get(cut) ?? parse(cut);
  parsed.set(cut, known);
  return Object.create(known, { _glyphs: { value: {} } });
}

/** Parsed by the library itself; nothing is ever laid out with this one. */
function parse(cut: Cut): object {
  const doc = new PDFDocument({ font: "" });
  doc.font(cutFile(cut));
  const face: unknown = Reflect.get(Object(Reflect.get(doc, "_font")), "font");
  if (typeof face === "object" && face !== null && "layout" in face && "_glyphs" in face) return face;
  throw new Error("The library of certificates keeps its faces otherwise than it did.");
}
