import { expect } from "vitest";
import { findLogo, keepLogo, largestLogo, removeLogo } from "#app/domain/certificate/logo.ts";
import { findCertificateSetting } from "#app/domain/certificate/setting.ts";
import type { Db } from "#db/open.ts";
import { morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { jpegOf, pngOf } from "#tests/support/picture.ts";

const actor = { kind: "cli" as const };

onBothDatabases("a logo is kept without what was said beside the picture, set, and taken away", async ({ db }) => {
  for (const [picture, type, size] of [
    [pngOf(120, 40), "image/png", [120, 40]],
    [jpegOf(), "image/jpeg", [8, 8]],
  ] as const) {
    expect(picture.includes("Somebody")).toBe(true);
    const kept = await keep(db, picture);
    const logo = await findLogo(db, "logo" in kept ? kept.logo : null);
    expect([logo?.type, logo?.width, logo?.height]).toEqual([type, ...size]);
    expect(logo?.bytes.includes("Somebody")).toBe(false);
    expect((await findCertificateSetting(db)).logo).toBe(logo?.hash);
    // The same again is the same picture.
    expect(await keep(db, picture)).toEqual(kept);
  }
  await removeLogo(db, { actor, now: morning });
  expect((await findCertificateSetting(db)).logo).toBeNull();
  expect(await db.selectFrom("certificate_logo").select("hash").execute()).toHaveLength(2);
  await expect(db.deleteFrom("certificate_logo").execute()).rejects.toThrow(/never deleted/);
});

onBothDatabases("what is not a whole PNG or JPEG is refused, whatever it is called", async ({ db }) => {
  const png = pngOf(20, 20);
  const jpeg = jpegOf();
  const flipped = Buffer.from(png);
  flipped[40] = (flipped[40] ?? 0) ^ 1;
  const wrong: Record<string, Buffer> = {
    "an SVG": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "a web page": Buffer.from("<!doctype html><title>x</title>"),
    "a PDF": Buffer.from("%PDF-1.7\n%%EOF"),
    nothing: Buffer.alloc(0),
    "one byte": Buffer.from([0xff]),
    "a PNG cut short": png.subarray(0, png.length - 5),
    "a PNG with a changed bit": flipped,
    "a PNG with a page behind it": Buffer.concat([png, Buffer.from("<script>")]),
    "a PNG with fewer rows than it says": pngWithHeight(png, 21),
    "a JPEG cut short": jpeg.subarray(0, jpeg.length - 2),
    "a JPEG with a page behind it": Buffer.concat([jpeg, Buffer.from("<script>")]),
    "only the head of a JPEG": jpeg.subarray(0, 40),
  };
  for (const [what, bytes] of Object.entries(wrong)) {
    expect([what, await keep(db, bytes)]).toEqual([what, { refused: "not-a-picture" }]);
  }
  expect(await db.selectFrom("certificate_logo").select("hash").execute()).toEqual([]);
});

onBothDatabases("a picture over 200 kB or 2,000 pixels a side is refused", async ({ db }) => {
  expect(await keep(db, Buffer.alloc(largestLogo + 1))).toEqual({ refused: "too-large" });
  expect(await keep(db, pngOf(2_001, 2))).toEqual({ refused: "too-wide" });
  expect(await keep(db, pngOf(2_000, 2))).toHaveProperty("logo");
});

/** The same with another height in its header, and a checksum that fits. */
function pngWithHeight(png: Buffer, height: number): Buffer {
  const other = pngOf(20, height).subarray(0, 33);
  return Buffer.concat([other, png.subarray(33)]);
}

function keep(db: Db, bytes: Buffer) {
  return keepLogo(db, { actor, bytes, now: morning });
}
