import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import { writeAudit } from "./audit.ts";

/** What is sealed with a key of its own, beside the private texts: words of requests, and files that people added. */
export interface OwnKeyed {
  requests: string[];
  files: string[];
}

type Looking = Pick<Seals, "lacking">;

/** How many there are in all, and which have no key here. A single one may come from an older database. */
export async function listLostSeals(db: Db, seals: Looking): Promise<OwnKeyed & { all: number }> {
  const requests = await db.selectFrom("request_text").select("request_id").distinct().execute();
  const files = await db.selectFrom("outside_file").select("id").execute();
  return {
    all: requests.length + files.length,
    requests: seals.lacking(requests.map(({ request_id }) => request_id)),
    files: seals.lacking(files.map(({ id }) => id)),
  };
}

/** Whether a folder of keys is not the one that these were sealed with: there are some, and it opens none. */
export function isAnothersFolder({ all, requests, files }: OwnKeyed & { all: number }): boolean {
  return all > 0 && requests.length + files.length === all;
}

/** Deletes the words of requests and the files that have no key here; that somebody asked, and when, stays. How many. */
export async function giveUpLostSeals(db: Db, { seals, now }: { seals: Looking; now: Date }): Promise<number> {
  const { requests, files } = await listLostSeals(db, seals);
  if (requests.length + files.length === 0) return 0;
  await transact(db, async (db) => {
    for (const id of requests) await db.deleteFrom("request_text").where("request_id", "=", id).execute();
    for (const id of files) await db.deleteFrom("outside_file").where("id", "=", id).execute();
    const subject = { kind: "practice", id: "practice" };
    await writeAudit(db, { actor: { kind: "cli" }, act: "give up requests and files without a key", subject, now });
  });
  return requests.length + files.length;
}
