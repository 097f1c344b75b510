import { crc32, inflateSync } from "node:zlib";
import type { ReadPicture } from "./picture.ts";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What is needed to show the picture; whatever else a PNG carries is left out. */
const kept = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];

/** Samples a pixel, by colour type; a palette's are read as one. */
const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Chunk {
  type: string;
  whole: Buffer;
  body: Buffer;
}

/**
 * A PNG that reads to its end (W3C PNG, third edition): every checksum right, the rows as many bytes as its size says,
 * nothing after the end. Undefined for any other, and for what a PDF does not take: interlacing, more than 8 bits.
 */
export function readPng(bytes: Buffer): ReadPicture | undefined {
  const chunks = chunksOf(bytes);
  const [first] = chunks ?? [];
  if (!chunks || first?.type !== "IHDR" || first.body.length !== 13) return undefined;
  const { width, height, rowBytes } = headerOf(first.body) ?? {};
  if (!width || !height || !rowBytes) return undefined;
  if (first.body[9] === 3 && !chunks.some(({ type }) => type === "PLTE")) return undefined;
  const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ body }) => body));
  if (inflatedSize(packed, height * (rowBytes + 1)) !== height * (rowBytes + 1)) return undefined;
  const shown = chunks.filter(({ type }) => kept.includes(type)).map(({ whole }) => whole);
  return { bytes: Buffer.concat([signature, ...shown]), width, height };
}

function chunksOf(bytes: Buffer): Chunk[] | undefined {
  if (!bytes.subarray(0, 8).equals(signature)) return undefined;
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) return undefined;
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined;
    chunks.push({ type, whole: bytes.subarray(at, end), body: bytes.subarray(at + 8, end - 4) });
    if (type === "IEND") return end === bytes.length ? chunks : undefined;
    at = end;
  }
  return undefined;
}

function headerOf(body: Buffer): { width: number; height: number; rowBytes: number } | undefined {
  const width = body.readUInt32BE(0);
  const height = body.readUInt32BE(4);
  const [depth = 0, colour = 0, , , interlaced = 0] = body.subarray(8);
  const perPixel = samples[colour];
  if (!perPixel || ![1, 2, 4, 8].includes(depth) || interlaced !== 0 || width > 20_000 || height > 20_000) {
    return undefined;
  }
  return { width, height, rowBytes: Math.ceil((width * perPixel * depth) / 8) };
}

/** How large the rows are unpacked; undefined for what does not unpack, or to more than was said. */
function inflatedSize(packed: Buffer, most: number): number | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: most + 1 }).length;
  } catch {
    return undefined;
  }
}
