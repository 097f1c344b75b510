import { isAnothersFolder, listLostSeals } from "#app/domain/lost-seals.ts";
import { deleteEndedTexts } from "#app/domain/private-text/lost-keys.ts";
import { hasKeyStore, openKeyStore } from "#app/platform/keys.ts";
import { isLoopback, type Settings, Unfit } from "#app/platform/settings.ts";
import { compareSchema } from "#db/migrate.ts";
import type { Opened } from "#db/open.ts";

/** Refuses a database that a later version has migrated: this one does not know what its tables mean. */
export async function refuseNewerSchema(opened: Opened): Promise<void> {
  const { unknown } = await compareSchema(opened);
  if (unknown.length === 0) return;
  throw new Unfit("The database was made by a later version of Attune: run that version, or restore an older backup.");
}

/** Refuses any schema but the one this version was written for; a server never migrates. */
export async function refuseForeignSchema(opened: Opened): Promise<void> {
  await refuseNewerSchema(opened);
  const { missing } = await compareSchema(opened);
  if (missing.length === 0) return;
  throw new Unfit("The database is not ready for this version: start with `npm start`, which prepares it.");
}

/**
 * Refuses a folder of keys that is not the one people wrote with: new keys beside lost ones would hide the loss. Makes
 * the folder where none is needed yet, and drops what an older database brought back of people who had ended their key.
 */
export async function readyKeys(
  { db }: Opened,
  { keysFolder }: Pick<Settings, "keysFolder">,
  now: Date,
): Promise<void> {
  const isHere = hasKeyStore(keysFolder);
  const { written } = await db
    .selectFrom("private_text")
    .select((row) => row.fn.countAll<number>().as("written"))
    .executeTakeFirstOrThrow();
  if (!isHere && Number(written) > 0)
    throw new Unfit(lostKeys("private texts of every person who wrote one", keysFolder));
  const nothing = { lacking: (ids: string[]) => ids };
  if (!isHere && (await listLostSeals(db, nothing)).all > 0) throw new Unfit(lostKeys(ofRequests, keysFolder));
  const keys = openKeyStore(keysFolder);
  try {
    const { length: people } = await deleteEndedTexts(db, { seals: keys, now });
    const whose = people === 1 ? "one person" : `${people} people`;
    if (people > 0) throw new Unfit(lostKeys(`private texts of ${whose}`, keysFolder));
    if (isAnothersFolder(await listLostSeals(db, keys))) throw new Unfit(lostKeys(ofRequests, keysFolder));
  } finally {
    keys.close();
  }
}

const ofRequests = "requests and files that people sent";

function lostKeys(what: string, keysFolder: string): string {
  return (
    `The ${what} do not open with the keys in ${keysFolder}: put back the folder that belongs to ` +
    "this database, or name it in ATTUNE_KEYS. If it is lost for good, nobody can read them any more: " +
    "`npm run attune -- keys give-up` says how to delete them and start again."
  );
}

/** A demo has eight accounts on one printed password. */
export async function refuseOpenDemo({ db }: Opened, { host, url }: Pick<Settings, "host" | "url">): Promise<void> {
  const { purpose } = await db.selectFrom("practice").select("purpose").executeTakeFirstOrThrow();
  if (purpose !== "demo" || (isLoopback(host) && isLoopback(new URL(url).hostname))) return;
  throw new Unfit(
    "This database is a demo, whose password everybody knows: serve it on this machine alone, or choose another folder.",
  );
}

/** A clock, a seed or a count of one's own is for tests: on this machine only, and never on a practice's real database. */
export async function refuseTestHooks(
  { db }: Opened,
  { clockFile, testSeed, countQueries, host }: Settings,
): Promise<void> {
  if (clockFile === null && testSeed === null && !countQueries) return;
  const { purpose } = await db.selectFrom("practice").select("purpose").executeTakeFirstOrThrow();
  if (purpose !== "live" && isLoopback(host)) return;
  throw new Unfit(
    "ATTUNE_CLOCK, ATTUNE_TEST_SEED and ATTUNE_COUNT_QUERIES are for tests, on this machine and on a test database: leave them unset.",
  );
}
