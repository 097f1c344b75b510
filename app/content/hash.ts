import { createHash } from "node:crypto";
import type { Sources } from "./read/source.ts";

/**
 * SHA-256, as hexadecimal, over a course's sources in the order of their paths: of each its path and its bytes, each
 * after its length, so that no two courses run into the same hash. Text counts as its UTF-8.
 */
export function hashSources(sources: Sources): string {
  const hash = createHash("sha256");
  for (const path of Object.keys(sources).sort()) {
    for (const part of [path, sources[path] ?? ""]) {
      const bytes = Buffer.from(part);
      hash.update(`${bytes.length}\n`).update(bytes);
    }
  }
  return hash.digest("hex");
}
