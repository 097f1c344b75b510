import { createHash } from "node:crypto";
import type { Db } from "#db/open.ts";
import type { Release } from "../course.ts";
import { writeSyllabus } from "./writing.ts";

/** What a release covers, as it was told at its publishing. */
export interface Syllabus {
  /** SHA-256 of the text, as base64url: what records name it by. */
  hash: string;
  text: string;
}

/**
 * The syllabus of a release, kept as it was first written: at publishing, at the first start that knows of syllabi, or
 * here. Part of the caller's transaction, where there is one. One query once it is kept.
 */
export async function keepSyllabus(db: Db, { release, now }: { release: Release; now: Date }): Promise<Syllabus> {
  const kept = await findKept(db, release.id);
  if (kept) return kept;
  const text = writeSyllabus(release);
  const row = { release_id: release.id, hash: hashOf(text), text, made_at: now.toISOString() };
  await db
    .insertInto("syllabus")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findKept(db, release.id)) ?? row;
}

/** What names a syllabus. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

async function findKept(db: Db, releaseId: string): Promise<Syllabus | undefined> {
  return db.selectFrom("syllabus").select(["hash", "text"]).where("release_id", "=", releaseId).executeTakeFirst();
}
