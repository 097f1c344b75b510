import { countOverdue, type Overdue, takeOverdue } from "#app/domain/personal-data/retention.ts";
import { now } from "#app/platform/clock.ts";
import { hasKeyStore, openKeyStore } from "#app/platform/keys.ts";
import { settings, Unfit } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";
import { type Command, withDatabase, writeReport } from "./command.ts";

/** What is past the time that it is kept: told, or taken at once; a running server takes it every day. */
export const retention: Command = {
  summary: "deletes what is past its time, as the server does every day; with --dry-run says what would go",
  flag: "--dry-run",
  run: async ({ json, isFlagged }) => {
    const rows = await withDatabase(({ db }) => (isFlagged ? countOverdue(db, { now: now() }) : takeAll(db)));
    say(rows, isFlagged ? "would go" : "deleted");
    writeReport(json, { rows, isDryRun: isFlagged });
    return 0;
  },
};

async function takeAll(db: Db): Promise<Overdue> {
  const { keysFolder } = settings();
  if (!hasKeyStore(keysFolder)) throw new Unfit("There are no keys here: look at ATTUNE_KEYS.");
  const seals = openKeyStore(keysFolder);
  try {
    const most = Number.MAX_SAFE_INTEGER;
    return (await takeOverdue(db, { actor: { kind: "cli" }, seals, now: now(), most })).taken;
  } finally {
    seals.close();
  }
}

function say(rows: Overdue, what: string): void {
  const lines = Object.entries(rows).map(([table, count]) => `${String(count).padStart(8)}  ${table}`);
  if (lines.length === 0) console.log("Nothing is past its time.");
  else console.log(`Rows past their time, ${what}:\n${lines.join("\n")}`);
}
