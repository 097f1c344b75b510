import type { PeopleImportTable } from "#db/schema.ts";

/** How a file goes back: as UTF-8, with the byte order mark that spreadsheets want, or as UTF-16 with one. */
export type Encoding = PeopleImportTable["encoding"];

/** What the program that wrote a list reads without being asked. */
export interface Written {
  delimiter: string;
  encoding: Encoding;
}

/**
 * The text of a file, whichever way a spreadsheet wrote it: by its byte order mark, else UTF-16 by its many zero bytes,
 * else UTF-8 where it is that without a fault, else Windows-1252, which goes back as UTF-8 with a mark. Refused for a workbook, which is no text, and for
 * UTF-16 that breaks off.
 */
export function decodeTable(
  bytes: Uint8Array,
): { text: string; encoding: Encoding } | { refused: "workbook" | "broken-text" } {
  if (isWorkbook(bytes)) return { refused: "workbook" };
  const wide = wideEncodingOf(bytes);
  if (wide) {
    const text = decoded(bytes, wide);
    return text === undefined ? { refused: "broken-text" } : { text, encoding: "utf-16" };
  }
  const text = decoded(bytes, "utf-8");
  if (text === undefined) return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "utf-8-marked" };
  return { text, encoding: startsWith(bytes, [0xef, 0xbb, 0xbf]) ? "utf-8-marked" : "utf-8" };
}

/** A text as a file that opens where the one that `decodeTable` read was written. */
export function encodeTable(text: string, encoding: Encoding): { bytes: Uint8Array<ArrayBuffer>; charset: string } {
  if (encoding === "utf-16")
    return { bytes: new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le")), charset: "utf-16" };
  return { bytes: new TextEncoder().encode(encoding === "utf-8" ? text : `\ufeff${text}`), charset: "utf-8" };
}

/** An .xlsx or .ods is a zip archive, an .xls a compound file. */
function isWorkbook(bytes: Uint8Array): boolean {
  return [
    [0x50, 0x4b, 0x03, 0x04],
    [0xd0, 0xcf, 0x11, 0xe0],
  ].some((start) => startsWith(bytes, start));
}

function startsWith(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function wideEncodingOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const start = [...bytes.subarray(0, 1_000)];
  const zerosAt = (parity: number) => start.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (Math.max(even, odd) < start.length / 4) return undefined;
  return odd > even ? "utf-16le" : "utf-16be";
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
