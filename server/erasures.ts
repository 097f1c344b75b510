import { reconcileErasures } from "#app/domain/erasure/reconciliation.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import type { Settings } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";

/**
 * Before anything is served: whoever was erased, or closed their account, stays so in an older copy of the database too.
 * Answers with the lines to print.
 */
export async function applyErasures(
  db: Db,
  { keysFolder, evidenceFolder }: Pick<Settings, "keysFolder" | "evidenceFolder">,
  now: Date,
): Promise<string[]> {
  const seals = openKeyStore(keysFolder);
  try {
    const { erased, closing, kept, lacked, entered } = await reconcileErasures(db, {
      list: openErasureList(evidenceFolder),
      seals,
      now,
    });
    return [
      lacked > 0
        ? `${lines(lacked)} missing from erasures.jsonl, or changed: written again from the evidence log.`
        : "",
      entered > 0 ? `${lines(entered)} in erasures.jsonl alone: the evidence log holds that from now on too.` : "",
      erased > 0 ? `${people(erased)} erased again, who came back with this copy of the database.` : "",
      closing > 0 ? `${people(closing)} closing their account by the list of erasures, and signed out.` : "",
      kept > 0 ? `${people(kept)} keeping the account that they had asked to close.` : "",
    ].filter((line) => line !== "");
  } finally {
    seals.close();
  }
}

function people(count: number): string {
  return count === 1 ? "1 person is" : `${count} people are`;
}

function lines(count: number): string {
  return count === 1 ? "1 line was" : `${count} lines were`;
}
