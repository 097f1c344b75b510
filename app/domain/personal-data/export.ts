import { sql } from "kysely";
import type { Sealed, SealLabel, Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import type { Schema } from "#db/schema.ts";
import { writeAudit } from "../audit.ts";
import { labelOfCertificate } from "../certificate.ts";
import { labelOfFile } from "../outside-certificate/files.ts";
import { type Confirming, confirmPassword } from "../password.ts";
import { labelOf } from "../private-text/seals.ts";
import { labelOfShare } from "../reflection-share.ts";
import { labelOfPart } from "../request/texts.ts";
import { isTheirs, type PersonalTable, personalTables } from "./ownership.ts";

/** Some rows of one table: the columns that the registry names, and `text` or `file` where they are sealed. */
export interface ExportedRows {
  table: keyof Schema;
  columns: string[];
  rows: Record<string, unknown>[];
}

/** For how long after the password was asked the files may be fetched, in milliseconds. */
const openFor = 10 * 60_000;
const page = 500;

/**
 * Opens one's own data for ten minutes, in this session, to who says their password again. A wrong one counts as a try
 * to sign in.
 */
export async function askForOwnData(
  db: Db,
  { sessionId, ...confirming }: Confirming & { sessionId: string },
): Promise<{ confirmed: true } | { refused: "wrong" | "throttled" }> {
  const confirmed = await confirmPassword(db, confirming);
  if ("refused" in confirmed) return confirmed;
  const { actor, now } = confirming;
  await transact(db, async (db) => {
    const own = db.updateTable("session").where("id", "=", sessionId).where("person_id", "=", actor.id);
    await own.set({ reauthenticated_at: now.toISOString() }).execute();
    await writeAudit(db, { actor, act: "open own data", subject: { kind: "person", id: actor.id }, now });
  });
  return confirmed;
}

/** Whether the files may be fetched in this session now. */
export async function isOwnDataOpen(db: Db, { sessionId, now }: { sessionId: string; now: Date }): Promise<boolean> {
  const since = new Date(now.getTime() - openFor).toISOString();
  const row = await db
    .selectFrom("session")
    .select("id")
    .where("id", "=", sessionId)
    .where("reauthenticated_at", ">", since)
    .where("reauthenticated_at", "<=", now.toISOString())
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Everything that the registry says is a person's own, table after table in pages, with what is sealed opened: null
 * where its key is gone. Rows that only name them are somebody else's and not in it.
 */
export async function* exportPerson(
  db: Db,
  { personId, seals }: { personId: string; seals: Pick<Seals, "open"> },
): AsyncGenerator<ExportedRows> {
  for (const one of personalTables) {
    const { exported } = one.entry;
    if (!Array.isArray(exported)) continue;
    const opening = openings[one.table];
    const columns = [...exported, ...(opening ? [opening.as] : [])];
    for (let from = 0; ; from += page) {
      const rows = await listRows(db, { one, columns: exported, opening, personId, from });
      yield { table: one.table, columns, rows: rows.map((row) => toExported(row, { exported, opening, seals })) };
      if (rows.length < page) break;
    }
  }
}

type Row = Record<string, unknown>;

/** What of a table is sealed: what its label is made of, and as what it is handed out. */
interface Opening {
  as: "text" | "file";
  needs: string[];
  label(row: Record<string, string>, version: number): SealLabel;
}

const openings: Partial<Record<keyof Schema, Opening>> = {
  private_text: {
    as: "text",
    needs: ["id", "person_id", "version"],
    label: ({ id = "", person_id = "" }, version) => labelOf({ id, person_id, version }),
  },
  reflection_share: {
    as: "text",
    needs: ["id", "person_id", "reader_id", "version"],
    label: ({ id = "", person_id = "", reader_id = "" }, version) =>
      labelOfShare({ id, person_id, reader_id, version }),
  },
  request_text: {
    as: "text",
    needs: ["request_id"],
    label: ({ request_id = "", part = "" }) => labelOfPart(request_id, part),
  },
  outside_file: { as: "file", needs: ["id"], label: ({ id = "" }) => labelOfFile(id) },
  certificate: { as: "file", needs: ["record_id"], label: ({ record_id = "" }) => labelOfCertificate(record_id) },
};

/** In the order of what is handed out, so that a page goes on where the one before ended, rows alike or not. */
async function listRows(
  db: Db,
  asked: { one: PersonalTable; columns: string[]; opening: Opening | undefined; personId: string; from: number },
): Promise<Row[]> {
  const { one, columns, opening, personId, from } = asked;
  const sealed = opening ? ["ciphertext", "nonce", ...opening.needs] : [];
  const wanted = [...new Set([...columns, ...sealed])].map((column) => sql.ref(column));
  const order = [...new Set([...columns, ...(opening?.needs ?? [])])].map((column) => sql.ref(column));
  const { rows } = await sql<Row>`select ${sql.join(wanted)} from ${sql.table(one.table)} 
    where ${isTheirs(one, personId)} order by ${sql.join(order)} limit ${page} offset ${from}`.execute(db);
  return rows;
}

function toExported(
  row: Row,
  { exported, opening, seals }: { exported: string[]; opening: Opening | undefined; seals: Pick<Seals, "open"> },
): Row {
  const told = Object.fromEntries(exported.map((column) => [column, row[column]]));
  return opening ? { ...told, [opening.as]: open(row, opening, seals) } : told;
}

/** A file is base64url, as it was sealed. */
function open(row: Row, { label }: Opening, seals: Pick<Seals, "open">): string | null {
  const texts = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value)]));
  const { ciphertext = "", nonce = "" } = texts;
  const sealed: Sealed = { ciphertext, nonce };
  return seals.open(sealed, label(texts, Number(row.version ?? 1))) ?? null;
}
