import { gzipSync } from "node:zlib";
import { sql } from "kysely";
import type { Db } from "#db/open.ts";
import { listLength } from "./shape.ts";

/**
 * A list of which records were revoked or replaced, by their places in the log: a bit each, the first one leftmost,
 * compressed and written in base64url after a "u" (W3C Bitstring Status List 1.0). Undefined for a list beyond the log.
 */
export async function encodeStatusList(db: Db, list: number): Promise<string | undefined> {
  const { size } = await db.selectFrom("evidence_head").select("size").executeTakeFirstOrThrow();
  if (list > 0 && list * listLength >= size) return undefined;
  const bits = Buffer.alloc(listLength / 8);
  for (const index of await listEnded(db, list)) bits[index >> 3] = (bits[index >> 3] ?? 0) | (128 >> (index & 7));
  return `u${gzipSync(bits).toString("base64url")}`;
}

/** The places within a list of the records that were revoked or replaced. */
export async function listEnded(db: Db, list: number): Promise<number[]> {
  const rows = await db
    .selectFrom("evidence_entry as entered")
    .select("entered.position")
    .where("entered.kind", "in", ["issue", "supersede"])
    .where("entered.position", ">=", list * listLength)
    .where("entered.position", "<", (list + 1) * listLength)
    .where("entered.record_id", "in", (from) =>
      from
        .selectFrom("evidence_entry as revoked")
        .select("revoked.record_id")
        .where("revoked.kind", "=", "revoke")
        // By these words SQLite knows the index of the few entries that end a record.
        .where(sql<boolean>`revoked.kind in ('revoke', 'withdraw')`)
        .union((of) =>
          of
            .selectFrom("completion_record as later")
            .select("later.replaces as record_id")
            .where("later.replaces", "is not", null),
        ),
    )
    .execute();
  return rows.map(({ position }) => position % listLength);
}
