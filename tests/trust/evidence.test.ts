import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { verifyBundle } from "#app/domain/evidence/bundle.ts";
import { claimed, claimedKeys, unclaimed, unclaimedFiles } from "#app/domain/evidence/verification/claims.ts";
import type { Fault } from "#app/domain/evidence/verification.ts";
import { type Db, transact } from "#db/open.ts";
import { freshDatabase, onBothDatabases } from "#tests/support/database.ts";
import { type Archive, freshArchive, verify } from "#tests/support/evidence.ts";
import { bundleOf } from "#tests/support/pack.ts";
import {
  disarm,
  fillLog,
  pick,
  rewriteHistory,
  signAgain,
  strangerLine,
  tamperWithBytes,
  tamperWithRows,
} from "./evidence-tampering.ts";

/** On each database; in the long programme 10,000 with both together. */
const tamperings = process.env.ATTUNE_LONG ? 5_000 : 150;
const patience = 3_600_000;

onBothDatabases(
  `${tamperings} random changes of rows and files are each found, and the log verifies without them`,
  async ({ db, opened }) => {
    const archive = freshArchive();
    await fillLog(db, archive);
    expect(await verify(db, archive)).toMatchObject({ records: 15, withdrawn: 2, waiting: 0, fault: null });
    const kinds = new Map<string, number>();
    for (let found = 0; found < tamperings; ) {
      const { what, fault } = await tamperOnce(db, { archive, engine: opened.engine });
      if (!what) continue;
      if (!fault) throw new Error(`Not found: ${what}`);
      found++;
      const [kind = ""] = what.split(" ");
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect(await verify(db, archive)).toMatchObject({ fault: null });
    expect([...kinds.keys()]).toEqual(expect.arrayContaining(["flip", "delete", "swap", "truncate", "sign"]));
    console.info(`${tamperings} changes on ${opened.engine}: ${JSON.stringify(Object.fromEntries(kinds))}; all found`);
  },
  patience,
);

test("every table is either claimed by a verification or said to be no matter of evidence", async () => {
  const { db } = await freshDatabase("sqlite");
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const said = [...Object.keys(claimed), ...Object.values(unclaimed).flat()];
  expect(said.toSorted()).toEqual(tables.toSorted());
});

type Tampering = { what: string | undefined; fault: Fault | null };

async function tamperOnce(
  db: Db,
  { archive, engine }: { archive: Archive; engine: "sqlite" | "postgres" },
): Promise<Tampering> {
  const place = pick(["rows", "rows", "rows", "rows", "files", "files", "keys", "sign", "bundle"] as const);
  const look = async () => (await verify(db, archive)).fault;
  if (place === "files") return onFile(pick(claimedFilesOf(archive)), pick([...mostlyBytes, rmFile]), look);
  if (place === "keys") return onFile(join(archive.keysFolder, claimedKeys), pick([tamperWithBytes, addKey]), look);
  if (place === "bundle") return onBundle(db, archive);
  return rolledBack(db, async (db) => {
    await disarm(db, engine);
    const what = place === "sign" ? await signAgain(db) : await tamperWithRows(db);
    return { what, fault: (await verify(db, archive)).fault };
  });
}

const mostlyBytes = Array.from({ length: 9 }, () => tamperWithBytes);

/** What stands in the folder of evidence, whatever that is, but for what is said to be nothing. */
function claimedFilesOf({ evidenceFolder }: Archive): string[] {
  const files = readdirSync(evidenceFolder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const names = files.map(({ parentPath, name }) => relative(evidenceFolder, join(parentPath, name)));
  return names.filter((name) => !(name in unclaimedFiles)).map((name) => join(evidenceFolder, name));
}

/** The journal is open: it is emptied. */
function rmFile(file: string): string {
  if (file.endsWith("journal.jsonl")) writeFileSync(file, "");
  else rmSync(file);
  return `delete ${file}`;
}

function addKey(file: string): string {
  appendFileSync(file, strangerLine());
  return `add a key to ${file}`;
}

async function onFile(
  file: string,
  tamper: (file: string) => string | undefined,
  look: () => Promise<Fault | null>,
): Promise<Tampering> {
  const bytes = readFileSync(file);
  const what = tamper(file);
  const fault = await look();
  // In place: the journal is open.
  writeFileSync(file, bytes);
  return { what, fault };
}

async function onBundle(db: Db, archive: Archive): Promise<Tampering> {
  const { folder, keys } = archive;
  const records = await db.selectFrom("completion_record").select("code").execute();
  const file = join(folder, "record.json");
  writeFileSync(file, await bundleOf(db, archive, pick(records).code));
  const known = pick([true, false]) ? keys.known() : undefined;
  expect(verifyBundle(readFileSync(file, "utf8"), known)).not.toHaveProperty("rule");
  return onFile(file, tamperWithBytes, async () => {
    const found = verifyBundle(readFileSync(file, "utf8"), known);
    return "rule" in found ? found : null;
  });
}

/** What a change that a constraint refuses comes to is that nothing was changed. */
async function rolledBack(db: Db, work: (db: Db) => Promise<Tampering>): Promise<Tampering> {
  let result: Tampering = { what: undefined, fault: null };
  const undone = new Error("undone");
  await transact(db, async (db) => {
    result = { what: undefined, fault: null };
    result = await work(db);
    throw undone;
  }).catch((error) => {
    if (error !== undone && !isConstraint(error)) throw error;
  });
  return result;
}

function isConstraint(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(SQLITE_CONSTRAINT|23)/.test(String(error.code));
}

onBothDatabases(
  "a history written wholly anew with the log's own key verifies by itself, and not beside a later checkpoint",
  async ({ db, opened }) => {
    const archive = freshArchive();
    await fillLog(db, archive);
    const kept = (await verify(db, archive)).newest ?? "";
    expect(await verify(db, archive, [kept])).toMatchObject({ fault: null });
    for (let round = 0; round < (process.env.ATTUNE_LONG ? 200 : 10); round++) {
      await rolledBack(db, async (db) => {
        await disarm(db, opened.engine);
        const { what, forged, end } = await rewriteHistory(db, archive);
        expect({ what, fault: (await verify(db, forged)).fault }).toEqual({ what, fault: null });
        const { fault } = await verify(db, forged, [kept]);
        end();
        expect(fault, what).not.toBeNull();
        return { what, fault };
      });
    }
  },
  patience,
);
