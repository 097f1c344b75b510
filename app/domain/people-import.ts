import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { PeopleImportRowTable, PeopleImportTable } from "#db/schema.ts";
import type { Actor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { postEffects } from "./outbox.ts";
import { discardImports } from "./people-import/closing.ts";
import type { Column } from "./people-import/columns.ts";
import { decodeTable, type Written } from "./people-import/encoding.ts";
import { judgeRow, type Verdict } from "./people-import/judging.ts";
import type { Result } from "./people-import/kept-rows.ts";
import { type Row, readRows } from "./people-import/row.ts";
import { findStanding } from "./people-import/standing.ts";
import { readTable, type TableFault } from "./people-import/table.ts";

/** How long an upload waits to be confirmed before it is deleted: a day. */
const waits = 24 * 60 * 60_000;

/** How many lines go into one statement. */
const atOnce = 500;

/** An import as its page shows it. */
export interface PeopleImport {
  id: string;
  uploadedAt: string;
  columns: Column[];
  /** Columns of the file that are not taken, `role` among them. */
  leftOut: string[];
  emptyLines: number[];
  written: Written;
  state: "to-confirm" | "begun" | "finished";
  counts: Record<Result, number>;
  /** Of what was confirmed, what is not carried out yet; and what others overtook. */
  left: number;
  overtaken: number;
}

export type FileFault = TableFault | { refused: "workbook" | "broken-text" };

/**
 * Reads a file of people and keeps each line with what it would do: nothing is done yet. It takes the place of what the
 * same person uploaded before and did not begin. Refused for a file that cannot be read as a table.
 */
export async function uploadPeople(
  db: Db,
  { actor, bytes, now }: { actor: Actor; bytes: Uint8Array; now: Date },
): Promise<{ import: string } | FileFault> {
  const decoded = decodeTable(bytes);
  if ("refused" in decoded) return decoded;
  const table = readTable(decoded.text);
  if ("refused" in table) return table;
  const rows = readRows(table);
  const standing = await findStanding(db, { rows: rows.filter(isReadable), now });
  const columns = table.heading.places.filter((place) => place !== undefined);
  const kept = rows.map((row) => toKept(row, judgeRow(row, standing), columns));
  const uploadedBy = actor.kind === "person" ? actor.id : null;

  return transact(db, async (db) => {
    await discardEarlier(db, { uploadedBy, now });
    const id = newId();
    const lists = { columns, left_out: table.heading.leftOut, empty_lines: table.emptyLines };
    const texts = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, JSON.stringify(list)]));
    const { columns: taken = "[]", left_out = "[]", empty_lines = "[]" } = texts;
    const written = { delimiter: table.delimiter, encoding: decoded.encoding };
    const about = { columns: taken, left_out, empty_lines, ...written };
    await db
      .insertInto("people_import")
      .values({ id, uploaded_by: uploadedBy, uploaded_at: now.toISOString(), ...about })
      .execute();
    for (let from = 0; from < kept.length; from += atOnce) {
      const some = kept.slice(from, from + atOnce).map((row) => ({ import_id: id, ...row }));
      await db.insertInto("people_import_row").values(some).execute();
    }
    const end = { key: `import-end of ${id}`, kind: "import-end", payload: { importId: id } } as const;
    await postEffects(db, [end], { urgency: "soon", now, due: new Date(now.getTime() + waits) });
    return { import: id };
  });
}

/** One import with its counts; `undefined` when there is none, or it was thrown away. */
export async function findImport(db: Db, importId: string): Promise<PeopleImport | undefined> {
  const row = await db.selectFrom("people_import").selectAll().where("id", "=", importId).executeTakeFirst();
  if (!row) return undefined;
  const lines = await db
    .selectFrom("people_import_row")
    .select(["result", (eb) => eb.fn.countAll<number>().as("lines"), (eb) => eb.fn.count<number>("done_at").as("done")])
    .where("import_id", "=", importId)
    .groupBy("result")
    .execute();
  const of = (result: Result) => Number(lines.find((line) => line.result === result)?.lines ?? row[result] ?? 0);
  const counts = {
    invited: of("invited"),
    changed: of("changed"),
    unchanged: of("unchanged"),
    refused: of("refused"),
  };
  const acting = lines.filter(({ result }) => result === "invited" || result === "changed");
  const left = acting.reduce((sum, one) => sum + Number(one.lines) - Number(one.done), 0);
  return { ...toImport(row), counts, left };
}

/** Imports that were begun and not finished, or wait to be confirmed, the newest first. */
export async function listOpenImports(db: Db): Promise<{ id: string; uploadedAt: string; isBegun: boolean }[]> {
  const rows = await db
    .selectFrom("people_import")
    .select(["id", "uploaded_at", "begun_at"])
    .where("finished_at", "is", null)
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ id, uploaded_at, begun_at }) => ({ id, uploadedAt: uploaded_at, isBegun: begun_at !== null }));
}

/**
 * Throws an upload away with all its lines. What was carried out stays. `undefined` when it is not there or finished.
 */
export async function abandonImport(
  db: Db,
  { actor, importId, now }: { actor: Actor; importId: string; now: Date },
): Promise<{ abandoned: true } | undefined> {
  return transact(db, async (db) => {
    const row = await db
      .selectFrom("people_import")
      .select(["id", "begun_at"])
      .where("id", "=", importId)
      .where("finished_at", "is", null)
      .executeTakeFirst();
    if (!row) return undefined;
    await discardImports(db, { imports: [row], now });
    await writeAudit(db, { actor, act: "abandon import", subject: { kind: "import", id: importId }, now });
    return { abandoned: true };
  });
}

/** Deletes an upload whose day is over; what was carried out of it stays. Whether there was one to delete. */
export async function endUpload(db: Db, { importId, now }: { importId: string; now: Date }): Promise<boolean> {
  return transact(db, async (db) => {
    const imports = await selectOpen(db).where("id", "=", importId).execute();
    await discardImports(db, { imports, now });
    return imports.length > 0;
  });
}

/** Somebody's new upload takes the place of those they did not begin. */
async function discardEarlier(db: Db, { uploadedBy, now }: { uploadedBy: string | null; now: Date }): Promise<void> {
  const imports = await selectOpen(db)
    .where("uploaded_by", uploadedBy === null ? "is" : "=", uploadedBy)
    .where("begun_at", "is", null)
    .execute();
  await discardImports(db, { imports, now });
}

function selectOpen(db: Db) {
  return db.selectFrom("people_import").select(["id", "begun_at"]).where("finished_at", "is", null);
}

function isReadable({ faults }: Row): boolean {
  return faults.length === 0;
}

/** Of a line only the columns that are taken are kept. */
function toKept(row: Row, verdict: Verdict, columns: Column[]): Omit<PeopleImportRowTable, "import_id"> {
  const cells = Object.fromEntries(columns.map((column) => [column, row.cells[column]]));
  const shown = { cells: JSON.stringify(cells), result: verdict.result, verdict: JSON.stringify(verdict) };
  return { line: row.line, ...shown, readable: isReadable(row) ? 1 : 0, done_at: null, overtaken: 0 };
}

function toImport(row: PeopleImportTable): Omit<PeopleImport, "counts" | "left"> {
  const { id, uploaded_at: uploadedAt, begun_at, finished_at } = row;
  const state = finished_at !== null ? "finished" : begun_at !== null ? "begun" : "to-confirm";
  const lists = { columns: JSON.parse(row.columns), leftOut: JSON.parse(row.left_out) };
  const written = { delimiter: row.delimiter, encoding: row.encoding };
  return {
    id,
    uploadedAt,
    ...lists,
    written,
    emptyLines: JSON.parse(row.empty_lines),
    state,
    overtaken: row.overtaken ?? 0,
  };
}
