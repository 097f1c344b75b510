import { hash } from "node:crypto";
import type { Db } from "#db/open.ts";
import { type Fault, fault } from "./fault.ts";

/** The pictures that certificates print, which records name by the hash of their bytes. */
export async function judgePictures(db: Db): Promise<Fault | undefined> {
  const rows = await db.selectFrom("certificate_logo").select(["hash", "bytes"]).orderBy("hash").execute();
  const odd = rows.find((row) => {
    const bytes = Buffer.from(row.bytes, "base64url");
    return bytes.toString("base64url") !== row.bytes || hash("sha256", bytes, "base64url") !== row.hash;
  });
  return odd && fault(`certificate_logo ${odd.hash}`, "holds another picture than its hash says");
}
