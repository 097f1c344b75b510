import { createHash } from "node:crypto";
import { type Db, transact } from "#db/open.ts";
import type { CertificateLogoTable } from "#db/schema.ts";
import type { Actor } from "../actor.ts";
import { readJpeg } from "./logo/jpeg.ts";
import { readPng } from "./logo/png.ts";
import { setLogo } from "./setting.ts";

/** A picture for the head of a certificate. */
export interface Logo {
  hash: string;
  type: CertificateLogoTable["type"];
  bytes: Buffer;
  /** In pixels. */
  width: number;
  height: number;
}

/** In bytes; and in pixels, along either side. */
export const largestLogo = 200_000;
const longestSide = 2_000;

/**
 * Takes a PNG or JPEG by what it is, not by its name, and sets it as the logo of certificates issued from now on.
 * Refused over 200 kB or 2,000 pixels a side, and where it does not read to its end as such a picture.
 */
export async function keepLogo(
  db: Db,
  { actor, bytes, now }: { actor: Actor; bytes: Buffer; now: Date },
): Promise<{ logo: string } | { refused: "too-large" | "too-wide" | "not-a-picture" }> {
  if (bytes.length > largestLogo) return { refused: "too-large" };
  const png = readPng(bytes);
  const read = png ?? readJpeg(bytes);
  if (!read) return { refused: "not-a-picture" };
  if (Math.max(read.width, read.height) > longestSide) return { refused: "too-wide" };
  const hash = createHash("sha256").update(read.bytes).digest("base64url");
  const { width, height } = read;
  const type = png ? ("image/png" as const) : ("image/jpeg" as const);
  return transact(db, async (db) => {
    await db
      .insertInto("certificate_logo")
      .values({ hash, type, bytes: read.bytes.toString("base64url"), width, height, added_at: now.toISOString() })
      .onConflict((conflict) => conflict.column("hash").doNothing())
      .execute();
    await setLogo(db, { actor, logo: hash, now });
    return { logo: hash };
  });
}

/** Takes the logo off certificates issued from now on. */
export async function removeLogo(db: Db, { actor, now }: { actor: Actor; now: Date }): Promise<void> {
  await transact(db, (db) => setLogo(db, { actor, logo: null, now }));
}

export async function findLogo(db: Db, hash: string | null): Promise<Logo | undefined> {
  if (hash === null) return undefined;
  const row = await db.selectFrom("certificate_logo").selectAll().where("hash", "=", hash).executeTakeFirst();
  return row && { ...row, bytes: Buffer.from(row.bytes, "base64url") };
}
