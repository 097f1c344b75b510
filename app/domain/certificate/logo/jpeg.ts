import type { ReadPicture } from "./picture.ts";

/** Markers of a frame that a PDF shows: baseline, extended and progressive. */
const frames = [0xc0, 0xc1, 0xc2];

/** What tells of the one who took the picture: application data but the colour transform's (APP14), and comments. */
const isBeside = (marker: number) => (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;

/**
 * A JPEG whose segments follow each other to its end (ITU-T T.81): one frame of grey or colour, a scan, nothing after
 * the end. What stands in it beside the picture is left out. Undefined for any other.
 */
export function readJpeg(bytes: Buffer): ReadPicture | undefined {
  if (bytes.length < 20 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  const parts: Buffer[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes.readUInt16BE(at) - 0xff00;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker < 0xc0 || end > bytes.length) return undefined;
    if (frames.includes(marker)) size ??= frameOf(bytes.subarray(at + 4, end));
    if (marker === 0xda) {
      const rest = bytes.subarray(at);
      return size && endsOnce(rest) ? { bytes: Buffer.concat([...parts, rest]), ...size } : undefined;
    }
    if (!isBeside(marker)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return undefined;
}

function frameOf(body: Buffer): { width: number; height: number } | undefined {
  if (body.length < 6 || body[0] !== 8 || ![1, 3].includes(body[5] ?? 0)) return undefined;
  const [height, width] = [body.readUInt16BE(1), body.readUInt16BE(3)];
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** The end is marked where the bytes end, and nowhere before. */
function endsOnce(rest: Buffer): boolean {
  return rest.indexOf(Buffer.from([0xff, 0xd9])) === rest.length - 2;
}
