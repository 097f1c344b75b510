import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import type { Settings } from "#app/platform/settings.ts";
import { migrate } from "#db/migrate.ts";
import { type Db, type Opened, openDatabase } from "#db/open.ts";
import { refuseNewerSchema } from "./readiness.ts";

/** Makes the folders and opens the database, migrated to this version; what is new is readable by this user alone. */
export async function openPrepared({ dataFolder, databaseUrl, purpose }: Settings): Promise<Opened> {
  process.umask(0o077);
  mkdirSync(dataFolder, { recursive: true });
  if (databaseUrl.startsWith("file:")) mkdirSync(dirname(databaseUrl.slice("file:".length)), { recursive: true });
  await bringUpToDate(databaseUrl);
  const opened = openDatabase(databaseUrl);
  await markPurpose(opened.db, purpose);
  return opened;
}

async function bringUpToDate(databaseUrl: string): Promise<void> {
  const opened = openDatabase(databaseUrl, { migrating: true });
  try {
    await refuseNewerSchema(opened);
    await migrate(opened);
  } finally {
    await opened.close();
  }
}

/** Refuses an address that something else listens on, before anything is changed for a server that could not start. */
export function refuseTakenPort({ port, host }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** Only a database without people takes another purpose: a practice's own never becomes a test. */
async function markPurpose(db: Db, purpose: Settings["purpose"]): Promise<void> {
  if (purpose === "live") return;
  const person = await db.selectFrom("person").select("id").limit(1).executeTakeFirst();
  if (!person) await db.updateTable("practice").set({ purpose }).execute();
}
