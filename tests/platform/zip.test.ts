import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readZip, readZipped, writeZip, type ZipFile } from "#app/platform/zip.ts";

test("what is packed is read again by the format's own description, and the same files are the same bytes", async () => {
  const some = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(some, async (contents) => {
      const files = contents.map((bytes, at) => ({ name: `folder-${at % 3}/ä-${at}.txt`, bytes: Buffer.from(bytes) }));
      const zip = await pack(files);
      expect(await pack(files)).toEqual(zip);
      expect(readByDescription(zip)).toEqual(files);
      const source = sourceOf(zip);
      const entries = readZip(source) ?? [];
      expect(entries.map((entry) => ({ name: entry.name, bytes: readZipped(source, entry) }))).toEqual(files);
    }),
    { numRuns: 60 },
  );
});

test("an archive with any one bit changed is not read, or not to the end", async () => {
  const zip = await pack([
    { name: "a.txt", bytes: Buffer.from("some words") },
    { name: "b/c.txt", bytes: Buffer.from("more words") },
  ]);
  for (let bit = 0; bit < zip.length * 8; bit++) {
    const changed = Buffer.from(zip);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const source = sourceOf(changed);
    const entries = readZip(source);
    const isFound = !entries || entries.some((entry) => !readZipped(source, entry));
    expect(isFound, `bit ${bit}`).toBe(true);
  }
  expect(readZip(sourceOf(Buffer.concat([zip, Buffer.from(" ")])))).toBeUndefined();
  expect(readZip(sourceOf(Buffer.alloc(0)))).toBeUndefined();
});

test("files are asked for one at a time, as the one before is sent", async () => {
  const asked: number[] = [];
  const zip = writeZip(
    (function* () {
      for (let at = 0; at < 3; at++) {
        asked.push(at);
        yield { name: `${at}`, bytes: Buffer.alloc(10) };
      }
    })(),
  );
  await zip.next();
  await zip.next();
  expect(asked).toEqual([0]);
});

async function pack(files: ZipFile[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of writeZip(files)) parts.push(part);
  return Buffer.concat(parts);
}

function sourceOf(bytes: Buffer) {
  return { length: bytes.length, read: (at: number, length: number) => bytes.subarray(Math.max(0, at), at + length) };
}

/** PKWARE's APPNOTE 6.3, 4.3.7 and 4.3.12, read from the directory at the end; it knows nothing of the writer. */
function readByDescription(zip: Buffer): ZipFile[] {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  const files: ZipFile[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    expect(zip.toString("latin1", at, at + 4)).toBe("PK\u0001\u0002");
    const [method, crc, packed, size] = [10, 16, 20, 24].map((place) =>
      place === 10 ? zip.readUInt16LE(at + place) : zip.readUInt32LE(at + place),
    );
    const lengths = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString("utf8", at + 46, at + 46 + (lengths[0] ?? 0));
    expect(zip.toString("latin1", local, local + 4)).toBe("PK\u0003\u0004");
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(from, from + (size ?? 0));
    expect([method, packed, crc32(bytes)]).toEqual([0, size, crc]);
    files.push({ name, bytes: Buffer.from(bytes) });
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  expect(at).toBe(end);
  return files;
}
