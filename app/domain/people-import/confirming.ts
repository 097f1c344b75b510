import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { changeRows, inviteRows } from "./applying.ts";
import { closeImport } from "./closing.ts";
import { judgeRow, type Verdict } from "./judging.ts";
import { findImportState, readableRow } from "./kept-rows.ts";
import { findStanding } from "./standing.ts";

/** How many lines are carried out in one transaction: each person whole, and a kill costs no more than these. */
const atOnce = 100;

/** How many lines are judged anew at once. */
const judgedAtOnce = 500;

interface Confirming {
  actor: Actor;
  importId: string;
  now: Date;
}

/**
 * Carries out what the dry run showed, and exactly that: where people changed meanwhile nothing is done, and the lines
 * say what they would do now. Begun once, it is gone on with behind the last line that was carried out, by whoever asks
 * next. A line that others overtake while it runs is passed over and counted. At the end the lines are deleted.
 * `undefined` when there is no such import or it was thrown away; finished already is finished.
 */
export async function confirmImport(
  db: Db,
  { actor, importId, now }: Confirming,
): Promise<{ finished: true } | { refused: "changed-meanwhile" } | undefined> {
  const found = await findImportState(db, importId);
  if (!found) return undefined;
  if (found.finishedAt !== null) return { finished: true };
  if (found.begunAt === null) {
    const changed = await judgeAnew(db, { importId, now });
    if (changed > 0) return { refused: "changed-meanwhile" };
    await begin(db, { actor, importId, now });
  }
  while ((await carryOutSome(db, { actor, importId, now })) > 0);
  await transact(db, (db) => closeImport(db, { importId, now }));
  return { finished: true };
}

/** Judges every line again, and keeps what has changed. Answers with how many have. */
export async function judgeAnew(db: Db, { importId, now }: { importId: string; now: Date }): Promise<number> {
  let changed = 0;
  let after = 0;
  for (;;) {
    const kept = await selectRows(db, importId).where("line", ">", after).limit(judgedAtOnce).execute();
    if (kept.length === 0) return changed;
    after = kept.at(-1)?.line ?? after;
    const rows = kept.filter(({ readable }) => readable === 1).map(readableRow);
    const standing = await findStanding(db, { rows, now });
    const fresh = rows.map((row) => ({ line: row.line, verdict: judgeRow(row, standing) }));
    const stored = new Map(kept.map(({ line, verdict }) => [line, verdict]));
    const others = fresh.filter(({ line, verdict }) => JSON.stringify(verdict) !== stored.get(line));
    if (others.length > 0) await keepVerdicts(db, importId, others);
    changed += others.length;
  }
}

async function keepVerdicts(db: Db, importId: string, fresh: { line: number; verdict: Verdict }[]): Promise<void> {
  await transact(db, async (db) => {
    for (const { line, verdict } of fresh) {
      await db
        .updateTable("people_import_row")
        .set({ result: verdict.result, verdict: JSON.stringify(verdict) })
        .where("import_id", "=", importId)
        .where("line", "=", line)
        .execute();
    }
  });
}

async function begin(db: Db, { actor, importId, now }: Confirming): Promise<void> {
  await transact(db, async (db) => {
    const { numUpdatedRows } = await db
      .updateTable("people_import")
      .set({ begun_at: now.toISOString() })
      .where("id", "=", importId)
      .where("begun_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await writeAudit(db, { actor, act: "import people", subject: { kind: "import", id: importId }, now });
  });
}

/** The next lines that do something, in one transaction. Answers with how many there were. */
async function carryOutSome(db: Db, { actor, importId, now }: Confirming): Promise<number> {
  return transact(db, async (db) => {
    const kept = await selectRows(db, importId)
      .where("done_at", "is", null)
      .where("result", "in", ["invited", "changed"])
      .limit(atOnce)
      .execute();
    if (kept.length === 0) return 0;
    const rows = kept.map(readableRow);
    const standing = await findStanding(db, { rows, now });
    const shown = new Map(kept.map(({ line, verdict }) => [line, verdict]));
    const judged = rows.map((row) => ({ row, verdict: judgeRow(row, standing) }));
    const standingStill = judged.filter(({ row, verdict }) => JSON.stringify(verdict) === shown.get(row.line));
    const invited = standingStill.filter(({ verdict }) => verdict.result === "invited").map(({ row }) => row);
    const changed = standingStill.flatMap(({ row, verdict }) => {
      return verdict.result === "changed" ? [{ row, of: verdict.of, changes: verdict.changes }] : [];
    });
    await inviteRows(db, invited, { actor, standing, importId, now });
    await changeRows(db, changed, { actor, standing, now });
    const done = new Set(standingStill.map(({ row }) => row.line));
    const lines = kept.map(({ line }) => line);
    await markLines(db, { importId, lines: lines.filter((line) => done.has(line)), overtaken: 0, now });
    await markLines(db, { importId, lines: lines.filter((line) => !done.has(line)), overtaken: 1, now });
    return kept.length;
  });
}

async function markLines(
  db: Db,
  { importId, lines, overtaken, now }: { importId: string; lines: number[]; overtaken: 0 | 1; now: Date },
): Promise<void> {
  if (lines.length === 0) return;
  await db
    .updateTable("people_import_row")
    .set({ done_at: now.toISOString(), overtaken })
    .where("import_id", "=", importId)
    .where("line", "in", lines)
    .execute();
}

function selectRows(db: Db, importId: string) {
  return db.selectFrom("people_import_row").selectAll().where("import_id", "=", importId).orderBy("line");
}
