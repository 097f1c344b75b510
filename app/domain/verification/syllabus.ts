import type { Db } from "#db/open.ts";
import { plainLook, type RecordEntry } from "../completion-record/entry.ts";
import { type ReadSyllabus, readSyllabus } from "../syllabus.ts";
import { verifyCode } from "../verification.ts";

type Asking = Parameters<typeof verifyCode>[1];

/**
 * The syllabus of the record that a code verifies, for whoever has the code; it names nobody. Looked up and counted as
 * the code itself is. Undefined where the record is printed under a neutral title, which the syllabus would undo.
 */
export async function verifySyllabus(
  db: Db,
  asking: Asking,
): Promise<{ syllabus: ReadSyllabus | undefined; code: string } | { refused: "unknown" | "throttled" }> {
  const found = await verifyCode(db, asking);
  if ("refused" in found) return found;
  const { code } = found.verified;
  const row = await db
    .selectFrom("completion_record")
    .select(["entry", "release_id"])
    .where("code", "=", code)
    .executeTakeFirstOrThrow();
  const { look = plainLook, syllabus: named }: RecordEntry = JSON.parse(row.entry);
  if (look.title === "neutral") return { syllabus: undefined, code };
  return {
    syllabus: await readSyllabus(db, { releaseId: row.release_id, named: named ?? null, now: asking.now }),
    code,
  };
}
