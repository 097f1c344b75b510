import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileCourse, inspectCourse } from "#app/content/compile.ts";
import { readPicture } from "#app/content/read/picture.ts";
import { bees, beesAnd, lesson } from "./bees.ts";

const png = readFileSync("tests/fixtures/pictures/bees.png");
const jpeg = readFileSync("tests/fixtures/pictures/bees.jpg");
const webp = readFileSync("tests/fixtures/pictures/bees.webp");

test.each([
  ["bees.png", png, "image/png"],
  ["bees.jpg", jpeg, "image/jpeg"],
  ["bees.jpeg", jpeg, "image/jpeg"],
  ["bees.webp", webp, "image/webp"],
])("a figure with %s carries the picture's hash, kind and size, and no name", (name, bytes, type) => {
  const compiled = compileCourse(withPicture(name, bytes));
  if ("faults" in compiled) throw new Error(JSON.stringify(compiled.faults));
  const block = compiled.course.modules[0]?.lessons[0]?.body.at(-1);
  const media = createHash("sha256").update(bytes).digest("hex");
  expect(block?.kind === "static" && block.nodes.at(-1)).toEqual({
    name: "figure",
    attributes: { alt: "Three bees", caption: "Bees.", credit: "A. Beeline", media, type, width: 120, height: 80 },
  });
});

test("a picture without what the camera noted, of each kind that is made today, is read", () => {
  const lossless = riff("VP8L", Buffer.from([0x2f, 119, 0xc0, 0x13, 0]));
  expect(readPicture(lossless)).toEqual({ type: "image/webp", width: 120, height: 80 });
  const plain = riff("VP8 ", Buffer.from([0, 0, 0, 0x9d, 0x01, 0x2a, 120, 0, 80, 0]));
  expect(readPicture(plain)).toEqual({ type: "image/webp", width: 120, height: 80 });
});

test.each([
  ["another kind than its name says", "bees.png", jpeg, "is image/jpeg"],
  ["no picture at all", "bees.jpg", Buffer.from("<script>x()</script>"), "cannot be read"],
  ["nothing", "bees.webp", Buffer.alloc(0), "cannot be read"],
  ["a GIF", "bees.png", Buffer.from("GIF89a\x01\0\x01\0"), "cannot be read"],
  ["a PNG that is cut short", "bees.png", png.subarray(0, -8), "cannot be read"],
  ["a JPEG that is cut short", "bees.jpg", jpeg.subarray(0, -2), "cannot be read"],
  ["a JPEG with something behind it", "bees.jpg", Buffer.concat([jpeg, Buffer.from("<html>")]), "cannot be read"],
  ["a WebP that is cut short", "bees.webp", webp.subarray(0, -40), "cannot be read"],
  ["a PNG that says where it was taken", "bees.png", withChunk("eXIf"), "where and how"],
  ["a PNG with a note of its editor", "bees.png", withChunk("iTXt", "XML:com.adobe.xmp"), "where and how"],
  ["a JPEG that says where it was taken", "bees.jpg", withSegment("Exif\0\0"), "where and how"],
  ["a JPEG with a note of its editor", "bees.jpg", withSegment("http://ns.adobe.com/xap/1.0/\0"), "where and how"],
  ["a WebP that says where it was taken", "bees.webp", withWebpChunk("EXIF"), "where and how"],
  ["a PNG that moves", "bees.png", withChunk("acTL"), "moves"],
  ["a WebP that moves", "bees.webp", withWebpChunk("ANIM"), "moves"],
  ["a PNG of 60,000 pixels", "bees.png", wide(), "is 60000 by 80 pixels"],
])("%s is refused", (_, name, bytes, why) => {
  const faults = inspectCourse(withPicture(name, bytes)).faults;
  expect(faults.map(({ path, id }) => `${path} ${id}`)).toEqual([`media/${name} picture-refused`]);
  expect(faults[0]?.message).toContain(why);
});

test("a picture over 500 kB, a name with a space and a film are refused", () => {
  const faultsOf = (name: string, bytes: Uint8Array) =>
    inspectCourse({ ...bees(), [`media/${name}`]: bytes }).faults.map(({ id }) => id);
  expect(faultsOf("bees.png", Buffer.concat([png, Buffer.alloc(500_000)]))).toEqual(["media-too-large"]);
  expect(faultsOf("three bees.png", png)).toEqual(["media-refused"]);
  expect(faultsOf("BEES.PNG", png)).toEqual(["media-refused"]);
  expect(faultsOf("bees.gif", png)).toEqual(["media-refused"]);
  expect(faultsOf("bees.mp4", png)).toEqual(["not-yet-supported"]);
});

test.each(["video", "audio"])("{%% %s %%} says that it is not yet supported", (tag) => {
  expect(inspectCourse(beesAnd(lesson, `{% ${tag} file="bees.mp4" /%}`)).faults.map(({ id }) => id)).toEqual([
    "not-yet-supported",
  ]);
});

test("a figure says everything, and stands in a lesson or a module's opening and nowhere else", () => {
  const faultsOf = (path: string, words: string) => inspectCourse(beesAnd(path, words)).faults.map(({ id }) => id);
  expect(faultsOf(lesson, '{% figure file="hive-cut.svg" /%}')).toEqual(Array(3).fill("attribute-missing"));
  expect(faultsOf(lesson, '{% figure file="hive-cut.svg" alt="" caption=" " credit="x" /%}')).toEqual(
    Array(2).fill("attribute-invalid"),
  );
  const figure = '{% figure file="hive-cut.svg" alt="a" caption="b" credit="c" /%}';
  expect(faultsOf("course.md", figure)).toEqual(["tag-misplaced"]);
  expect(faultsOf(lesson, `{% callout %}\n${figure}\n{% /callout %}`)).toEqual(["tag-misplaced"]);
});

test("whatever bytes a picture holds, they are read or refused", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.tuple(fc.constantFrom(png, jpeg, webp), fc.nat(), fc.uint8Array({ maxLength: 9 })).map(([whole, at, other]) => {
      const changed = Buffer.from(whole);
      changed.set(other, at % (whole.length - 9));
      return changed;
    }),
  );
  fc.assert(
    fc.property(bytes, (one) => {
      const before = Buffer.from(one);
      const read = readPicture(one);
      expect(before.equals(one)).toBe(true);
      if (!("refused" in read)) expect(read.width * read.height).toBeGreaterThan(0);
    }),
    { numRuns: 500, seed: 20261123 },
  );
});

function withPicture(name: string, bytes: Uint8Array) {
  const figure = `{% figure file="${name}" alt="Three bees" caption="Bees." credit="A. Beeline" /%}`;
  return { ...beesAnd(lesson, figure), [`media/${name}`]: bytes };
}

/** The PNG with a chunk more before its end. */
function withChunk(name: string, content = ""): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const chunk = Buffer.concat([length, Buffer.from(name + content), Buffer.alloc(4)]);
  return Buffer.concat([png.subarray(0, -12), chunk, png.subarray(-12)]);
}

/** The JPEG with a segment of an application before the others. */
function withSegment(content: string): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, content.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(content), jpeg.subarray(2)]);
}

function withWebpChunk(name: string): Buffer {
  const longer = Buffer.concat([webp, Buffer.from(name), Buffer.from([2, 0, 0, 0, 1, 1])]);
  longer.writeUInt32LE(longer.length - 8, 4);
  return longer;
}

function riff(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  const whole = Buffer.concat([Buffer.from("RIFF----WEBP"), Buffer.from(name), length, content]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

function wide(): Buffer {
  const changed = Buffer.from(png);
  changed.writeUInt32BE(60_000, 16);
  return changed;
}
