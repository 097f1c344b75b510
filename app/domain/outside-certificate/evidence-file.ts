import type { OutsideFileTable } from "#db/schema.ts";
import { readJpeg } from "../certificate/logo/jpeg.ts";
import { readPng } from "../certificate/logo/png.ts";
import { largestFile } from "./limits.ts";

/** A file as it is kept: what it is by its own bytes, and those bytes. */
export interface EvidenceFile {
  type: OutsideFileTable["type"];
  bytes: Buffer;
}

/** In pixels, along either side. */
const longestSide = 8_000;

/**
 * Takes a PDF, PNG or JPEG by what its bytes are to their end; a name or a type that came with it is not asked. Of a
 * picture only the picture is kept: where and with what it was taken is left out. Refused over 1.5 MB or 8,000 pixels a
 * side, for anything else, and for a PDF that says it runs something.
 */
export function readEvidenceFile(bytes: Buffer): { file: EvidenceFile } | { refused: "too-large" | "not-taken" } {
  if (bytes.length > largestFile) return { refused: "too-large" };
  if (isPdf(bytes)) return { file: { type: "application/pdf", bytes } };
  const png = readPng(bytes);
  const picture = png ?? readJpeg(bytes);
  if (!picture || Math.max(picture.width, picture.height) > longestSide) return { refused: "not-taken" };
  return { file: { type: png ? "image/png" : "image/jpeg", bytes: picture.bytes } };
}

/** From its first byte to its end mark, with nothing but blanks after that, and without scripts or programs to start. */
function isPdf(bytes: Buffer): boolean {
  if (!/^%PDF-[12]\.\d/.test(bytes.toString("latin1", 0, 8))) return false;
  const text = bytes.toString("latin1");
  return /startxref\s+\d+\s+%%EOF\s*$/.test(text.slice(-1_024)) && !/\/(JavaScript|Launch)\b/.test(text);
}
