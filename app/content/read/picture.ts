/** A picture by its own bytes: its kind, and its size in pixels. */
export interface Picture {
  type: "image/png" | "image/jpeg" | "image/webp";
  width: number;
  height: number;
}

/** What else stands in a picture's file, by the names that its kind gives them. */
interface Opened extends Picture {
  parts: string[];
}

const mostAcross = 4_000;
/** Where the camera was, whose it is, and how it was held. */
const tellsOfCamera = ["eXIf", "Exif", "EXIF", "XMP ", "http", "XML:"];
/** What moves cannot be stopped by whoever it disturbs (WCAG 2.2, 2.2.2). */
const moves = ["acTL", "ANIM"];

/**
 * Reads a PNG's, a JPEG's or a WebP's own bytes, whatever it is called. Refused: what is none of them or is cut short,
 * tells of the camera and its place, moves, or is more than 4,000 pixels across.
 */
export function readPicture(bytes: Uint8Array): Picture | { refused: string } {
  const opened = openPng(bytes) ?? openJpeg(bytes) ?? openWebp(bytes);
  if (!opened || opened.width === 0 || opened.height === 0) return { refused: "cannot be read as a picture" };
  const { type, width, height, parts } = opened;
  if (parts.some((part) => tellsOfCamera.includes(part))) return { refused: "says where and how it was taken" };
  if (parts.some((part) => moves.includes(part))) return { refused: "moves" };
  if (Math.max(width, height) > mostAcross) return { refused: `is ${width} by ${height} pixels` };
  return { type, width, height };
}

/** Chunks of length, name, content and checksum, IHDR first and IEND last (PNG, third edition, 5.3). */
function openPng(bytes: Uint8Array): Opened | undefined {
  if (!hexAt(bytes, 0, 8).startsWith("89504e470d0a1a0a") || nameAt(bytes, 12) !== "IHDR") return undefined;
  const parts: string[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + big(bytes, at, 4)) {
    const name = nameAt(bytes, at + 4);
    parts.push(name === "iTXt" ? nameAt(bytes, at + 8) : name);
  }
  if (parts.at(-1) !== "IEND") return undefined;
  return { type: "image/png", width: big(bytes, 16, 4), height: big(bytes, 20, 4), parts };
}

/** Segments of marker and length up to the first scan; a frame's begins with its size (ITU-T T.81, B.1 and B.2.2). */
function openJpeg(bytes: Uint8Array): Opened | undefined {
  if (hexAt(bytes, 0, 3) !== "ffd8ff" || hexAt(bytes, bytes.length - 2, 2) !== "ffd9") return undefined;
  const parts: string[] = [];
  let size: Pick<Picture, "width" | "height"> | undefined;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; at += 2 + big(bytes, at + 2, 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) return size && { type: "image/jpeg", ...size, parts };
    if (marker === 0xe1) parts.push(nameAt(bytes, at + 4));
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) size = { height: big(bytes, at + 5, 2), width: big(bytes, at + 7, 2) };
  }
  return undefined;
}

/** Chunks of name and length in a RIFF; the size is the canvas's, or else the one frame's (RFC 9649, 2.4 to 2.7). */
function openWebp(bytes: Uint8Array): Opened | undefined {
  if (nameAt(bytes, 0) !== "RIFF" || nameAt(bytes, 8) !== "WEBP") return undefined;
  if (little(bytes, 4, 4) + 8 > bytes.length) return undefined;
  const parts: string[] = [];
  for (let at = 12; at + 8 <= bytes.length; at += 8 + little(bytes, at + 4, 4) + (little(bytes, at + 4, 4) % 2)) {
    parts.push(nameAt(bytes, at));
  }
  const size = sizeOfWebp(bytes);
  return size && { type: "image/webp", ...size, parts };
}

function sizeOfWebp(bytes: Uint8Array): Pick<Picture, "width" | "height"> | undefined {
  switch (nameAt(bytes, 12)) {
    case "VP8X":
      return { width: little(bytes, 24, 3) + 1, height: little(bytes, 27, 3) + 1 };
    case "VP8L": {
      const both = little(bytes, 21, 4);
      return { width: (both & 0x3fff) + 1, height: ((both >>> 14) & 0x3fff) + 1 };
    }
    case "VP8 ":
      if (hexAt(bytes, 23, 3) !== "9d012a") return undefined;
      return { width: little(bytes, 26, 2) & 0x3fff, height: little(bytes, 28, 2) & 0x3fff };
    default:
      return undefined;
  }
}

function big(bytes: Uint8Array, from: number, length: number): number {
  return bytesAt(bytes, from, length).reduce((number, byte) => number * 256 + byte, 0);
}

function little(bytes: Uint8Array, from: number, length: number): number {
  return bytesAt(bytes, from, length).reduceRight((number, byte) => number * 256 + byte, 0);
}

function nameAt(bytes: Uint8Array, from: number): string {
  return String.fromCharCode(...bytesAt(bytes, from, 4));
}

function hexAt(bytes: Uint8Array, from: number, length: number): string {
  return Buffer.from(bytesAt(bytes, from, length)).toString("hex");
}

/** Beyond the end there are noughts. */
function bytesAt(bytes: Uint8Array, from: number, length: number): number[] {
  return Array.from({ length }, (_, at) => bytes[from + at] ?? 0);
}
