import { crc32 } from "node:zlib";

/** One file of an archive. */
export interface ZipFile {
  /** Plain ASCII, with slashes between folders. */
  name: string;
  bytes: Buffer;
}

/** The most files and bytes that an archive without 64-bit records takes. */
export const zipLimits = { files: 65_535, bytes: 0xffff_ffff };

/**
 * An archive of files as they come, each part of it as soon as it can be sent: one file is held at a time, and a line
 * for each. Files are stored as they are, with one date for all and nothing that could differ, so that the same files
 * are the same bytes (PKWARE, APPNOTE 6.3: version 2.0, method 0, names in UTF-8). Throws past its limits.
 */
export async function* writeZip(files: AsyncIterable<ZipFile> | Iterable<ZipFile>): AsyncGenerator<Buffer> {
  const entries: ZipEntry[] = [];
  let length = 0;
  for await (const { name, bytes } of files) {
    const entry = { name, crc: crc32(bytes), size: bytes.length, at: length };
    const head = localHeader(entry);
    length += head.length + bytes.length;
    entries.push(entry);
    if (length > zipLimits.bytes || entries.length >= zipLimits.files)
      throw new Error("This archive would be too large.");
    yield head;
    yield bytes;
  }
  yield directoryOf(entries, length);
}

/** Where a file stands in an archive. */
export interface ZipEntry {
  name: string;
  crc: number;
  size: number;
  at: number;
}

/** What reads an archive: bytes from a place, so that none is held whole. */
export interface ZipSource {
  length: number;
  read(at: number, length: number): Buffer;
}

/** What an archive holds, in its order; undefined for one that is not, to the byte, what `writeZip` writes. */
export function readZip(source: ZipSource): ZipEntry[] | undefined {
  const last = source.read(source.length - endLength, endLength);
  if (last.length < endLength || last.readUInt32LE(0) !== signature.end) return undefined;
  const [size, at] = [last.readUInt32LE(12), last.readUInt32LE(16)];
  if (at + size + endLength !== source.length) return undefined;
  const directory = source.read(at, size + endLength);
  const entries = listEntries(directory, size);
  if (!entries || !directory.equals(directoryOf(entries, at))) return undefined;
  let expected = 0;
  for (const entry of entries) {
    const head = localHeader(entry);
    if (entry.at !== expected || !source.read(entry.at, head.length).equals(head)) return undefined;
    expected += head.length + entry.size;
  }
  return expected === at ? entries : undefined;
}

/** The bytes of a file; undefined where they are not those that the archive says. */
export function readZipped(source: ZipSource, { name, crc, size, at }: ZipEntry): Buffer | undefined {
  const bytes = source.read(at + localLength + Buffer.byteLength(name), size);
  return bytes.length === size && crc32(bytes) === crc ? bytes : undefined;
}

const signature = { local: 0x0403_4b50, central: 0x0201_4b50, end: 0x0605_4b50 };
const [localLength, centralLength, endLength] = [30, 46, 22];
const version = 20;
/** That names are UTF-8. */
const flags = 0x0800;
/** The first day that an archive can say. */
const day = 0x0021;

function localHeader({ name, crc, size }: ZipEntry): Buffer {
  const head = Buffer.alloc(localLength);
  head.writeUInt32LE(signature.local, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(day, 12);
  writeSizes(head, 14, { crc, size, name });
  return Buffer.concat([head, Buffer.from(name)]);
}

function centralHeader({ name, crc, size, at }: ZipEntry): Buffer {
  const head = Buffer.alloc(centralLength);
  head.writeUInt32LE(signature.central, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(version, 6);
  head.writeUInt16LE(flags, 8);
  head.writeUInt16LE(day, 14);
  writeSizes(head, 16, { crc, size, name });
  head.writeUInt32LE(at, 42);
  return Buffer.concat([head, Buffer.from(name)]);
}

function writeSizes(head: Buffer, from: number, { crc, size, name }: Omit<ZipEntry, "at">): void {
  head.writeUInt32LE(crc, from);
  head.writeUInt32LE(size, from + 4);
  head.writeUInt32LE(size, from + 8);
  head.writeUInt16LE(Buffer.byteLength(name), from + 12);
}

/** The directory at the end of an archive, and its own end. */
function directoryOf(entries: ZipEntry[], at: number): Buffer {
  const directory = Buffer.concat(entries.map(centralHeader));
  const end = Buffer.alloc(endLength);
  end.writeUInt32LE(signature.end, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([directory, end]);
}

function listEntries(directory: Buffer, size: number): ZipEntry[] | undefined {
  const entries: ZipEntry[] = [];
  let from = 0;
  while (from < size) {
    if (from + centralLength > size || directory.readUInt32LE(from) !== signature.central) return undefined;
    const nameLength = directory.readUInt16LE(from + 28);
    const next = from + centralLength + nameLength;
    if (next > size) return undefined;
    const name = directory.toString("utf8", from + centralLength, next);
    const [crc, length, at] = [16, 24, 42].map((place) => directory.readUInt32LE(from + place));
    if (crc === undefined || length === undefined || at === undefined) return undefined;
    entries.push({ name, crc, size: length, at });
    from = next;
  }
  return entries;
}
