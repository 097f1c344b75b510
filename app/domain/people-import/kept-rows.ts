import type { Db } from "#db/open.ts";
import type { PeopleImportRowTable } from "#db/schema.ts";
import { type Cells, type Column, noCells } from "./columns.ts";
import type { Written } from "./encoding.ts";
import type { Verdict } from "./judging.ts";
import type { Row } from "./row.ts";

/** A line as the dry run shows it. */
export interface ShownRow {
  line: number;
  email: string;
  name: string;
  verdict: Verdict;
}

export type Result = PeopleImportRowTable["result"];

/** `limit` lines with this result, or all, after the line `after`; `next` continues. One query. */
export async function listImportRows(
  db: Db,
  { importId, result, after = 0, limit }: { importId: string; result?: Result; after?: number; limit: number },
): Promise<{ rows: ShownRow[]; next: number | undefined }> {
  const kept = await db
    .selectFrom("people_import_row")
    .select(["line", "cells", "verdict"])
    .where("import_id", "=", importId)
    .where("line", ">", after)
    .$if(result !== undefined, (query) => query.where("result", "=", result ?? "refused"))
    .orderBy("line")
    .limit(limit + 1)
    .execute();
  const rows = kept.slice(0, limit).map(toShown);
  return { rows, next: kept.length > limit ? rows.at(-1)?.line : undefined };
}

/** The lines that are refused with what they say, in the file's columns and form: to be mended and sent again. */
export async function listRefusedLines(
  db: Db,
  { importId }: { importId: string },
): Promise<{ columns: Column[]; written: Written; lines: (ShownRow & { cells: Cells })[] } | undefined> {
  const found = await db
    .selectFrom("people_import")
    .select(["columns", "delimiter", "encoding"])
    .where("id", "=", importId)
    .executeTakeFirst();
  if (!found) return undefined;
  const kept = await db
    .selectFrom("people_import_row")
    .select(["line", "cells", "verdict"])
    .where("import_id", "=", importId)
    .where("result", "=", "refused")
    .orderBy("line")
    .execute();
  const lines = kept.map((row) => ({ ...toShown(row), cells: cellsIn(row) }));
  const { columns, ...written } = found;
  return { columns: JSON.parse(columns), written, lines };
}

/** A kept line as it was read, without the faults that it would not be kept as readable with. */
export function readableRow({ line, cells }: Pick<PeopleImportRowTable, "line" | "cells">): Row {
  return { line, cells: cellsIn({ cells }), faults: [] };
}

/** Where an import stands, for the acts that go on with it. */
export async function findImportState(
  db: Db,
  importId: string,
): Promise<{ begunAt: string | null; finishedAt: string | null } | undefined> {
  return db
    .selectFrom("people_import")
    .select(["begun_at as begunAt", "finished_at as finishedAt"])
    .where("id", "=", importId)
    .executeTakeFirst();
}

function toShown({ line, cells, verdict }: Pick<PeopleImportRowTable, "line" | "cells" | "verdict">): ShownRow {
  const { email, name } = cellsIn({ cells });
  return { line, email, name, verdict: JSON.parse(verdict) };
}

function cellsIn({ cells }: Pick<PeopleImportRowTable, "cells">): Cells {
  const kept: Partial<Cells> = JSON.parse(cells);
  return { ...noCells(), ...kept };
}
