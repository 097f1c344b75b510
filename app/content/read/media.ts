import { checkDrawing } from "#app/content/check/drawing.ts";
import { type Fault, faultAt } from "#app/content/faults.ts";
import { readSource, type Source } from "./source.ts";
import { readXml, type XmlElement } from "./xml.ts";

/** A file of media/ as it was written; `name` is what a figure calls it. */
export type WrittenMedium = { path: string; name: string } & (
  | { kind: "drawing"; source: Source; root: XmlElement }
  /** What cannot be shown, and is a fault of its own. */
  | { kind: "broken" }
);

/** In bytes. A drawing stands in its lesson's page. */
const largestDrawing = 50_000;

const nameOfDrawing = /^[a-z0-9]+(-[a-z0-9]+)*\.svg$/;
const later = /\.(mp3|mp4|m4a|ogg|opus|wav|webm|mov|vtt)$/i;

/** Reads a file of media/ and checks it by itself. */
export function readMedium(path: string, content: Uint8Array | string): { medium: WrittenMedium; faults: Fault[] } {
  const name = path.slice("media/".length);
  const broken = (...faults: Fault[]) => ({ medium: { path, name, kind: "broken" as const }, faults });
  const fault = (id: Fault["id"], message: string) => broken(faultAt({ path, line: 1, column: 1 }, id, message));
  if (later.test(name)) return fault("not-yet-supported", "sound and film are not yet supported in this version");
  if (!nameOfDrawing.test(name)) return fault("media-refused", "is no kind of file that a figure shows");

  const bytes = Buffer.byteLength(content);
  if (bytes > largestDrawing) return fault("media-too-large", `has ${bytes} bytes`);
  const read = readSource(path, content);
  if ("fault" in read) return broken(read.fault);
  const { source } = read;
  const xml = readXml(source);
  if ("faults" in xml) return broken(...xml.faults);
  const faults = checkDrawing(source, xml.root);
  return faults.length > 0
    ? broken(...faults)
    : { medium: { path, name, kind: "drawing", source, root: xml.root }, faults };
}
