import type { Db } from "#db/open.ts";
import type { Result } from "./kept-rows.ts";

/** Keeps what came of an import as counts, and deletes its lines; part of another act. Twice is once. */
export async function closeImport(db: Db, { importId, now }: { importId: string; now: Date }): Promise<void> {
  const rows = await db
    .selectFrom("people_import_row")
    .select(["result", "overtaken", (eb) => eb.fn.countAll<number>().as("lines")])
    .where("import_id", "=", importId)
    .groupBy(["result", "overtaken"])
    .execute();
  const sum = (some: typeof rows) => some.reduce((all, { lines }) => all + Number(lines), 0);
  const count = (result: Result) => sum(rows.filter((row) => row.result === result && row.overtaken === 0));
  const { numUpdatedRows } = await db
    .updateTable("people_import")
    .set({
      finished_at: now.toISOString(),
      invited: count("invited"),
      changed: count("changed"),
      unchanged: count("unchanged"),
      refused: count("refused"),
      overtaken: sum(rows.filter(({ overtaken }) => overtaken === 1)),
    })
    .where("id", "=", importId)
    .where("finished_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await db.deleteFrom("people_import_row").where("import_id", "=", importId).execute();
}

/**
 * Throws uploads away as part of another act: those that were not begun with all that is known of them; of one that was
 * begun, what is not carried out.
 */
export async function discardImports(
  db: Db,
  { imports, now }: { imports: { id: string; begun_at: string | null }[]; now: Date },
): Promise<void> {
  for (const { id, begun_at } of imports) {
    await db
      .deleteFrom("people_import_row")
      .where("import_id", "=", id)
      .where((row) => row.or([row("done_at", "is", null), row.lit(begun_at === null)]))
      .execute();
    if (begun_at !== null) await closeImport(db, { importId: id, now });
    else await db.deleteFrom("people_import").where("id", "=", id).execute();
  }
}
