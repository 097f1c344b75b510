import { createHash } from "node:crypto";
import { checkDrawing } from "#app/content/check/drawing.ts";
import { type Fault, faultAt } from "#app/content/faults.ts";
import { type Picture, readPicture } from "./picture.ts";
import { readSource, type Source } from "./source.ts";
import { readXml, type XmlElement } from "./xml.ts";

/** A file of media/ as it was written; `name` is what a figure calls it. */
export type WrittenMedium = { path: string; name: string } & (
  | { kind: "drawing"; source: Source; root: XmlElement }
  /** `hash` is what its address is made of: SHA-256 of its bytes, as hexadecimal. */
  | ({ kind: "picture"; hash: string } & Picture)
  /** What cannot be shown, and is a fault of its own. */
  | { kind: "broken" }
);

interface Read {
  medium: WrittenMedium;
  faults: Fault[];
}

/** In bytes. A drawing stands in its lesson's page. */
const largest = { drawing: 50_000, picture: 500_000 };

const fileName = /^[a-z0-9]+(-[a-z0-9]+)*\.(svg|png|jpg|jpeg|webp)$/;
const later = /\.(mp3|mp4|m4a|ogg|opus|wav|webm|mov|vtt)$/i;
const typeOfEnding: Record<string, Picture["type"] | undefined> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
};

/** Reads a file of media/ and checks it by itself. */
export function readMedium(path: string, content: Uint8Array | string): Read {
  const refuse = (id: Fault["id"], message: string) =>
    broken(path, [faultAt({ path, line: 1, column: 1 }, id, message)]);
  const name = nameOf(path);
  if (later.test(name)) return refuse("not-yet-supported", "sound and film are not yet supported in this version");
  const ending = fileName.exec(name)?.[2];
  if (!ending) return refuse("media-refused", "is not the name of a picture or a drawing");
  const bytes = Buffer.from(content);
  const kind = ending === "svg" ? "drawing" : "picture";
  if (bytes.length > largest[kind]) return refuse("media-too-large", `has ${bytes.length} bytes`);
  if (kind === "drawing") return readDrawing(path, content);

  const read = readPicture(bytes);
  if ("refused" in read) return refuse("picture-refused", read.refused);
  if (read.type !== typeOfEnding[ending]) return refuse("picture-refused", `is ${read.type}, whatever its name says`);
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { medium: { path, name, kind, hash, ...read }, faults: [] };
}

function readDrawing(path: string, content: Uint8Array | string): Read {
  const read = readSource(path, content);
  if ("fault" in read) return broken(path, [read.fault]);
  const { source } = read;
  const xml = readXml(source);
  if ("faults" in xml) return broken(path, xml.faults);
  const faults = checkDrawing(source, xml.root);
  if (faults.length > 0) return broken(path, faults);
  return { medium: { path, name: nameOf(path), kind: "drawing", source, root: xml.root }, faults };
}

function broken(path: string, faults: Fault[]): Read {
  return { medium: { path, name: nameOf(path), kind: "broken" }, faults };
}

function nameOf(path: string): string {
  return path.slice("media/".length);
}
