import { writeFileSync } from "node:fs";
import { settings } from "#app/platform/settings.ts";
import { type Opened, openDatabase } from "#db/open.ts";
import { refuseForeignSchema } from "#server/readiness.ts";

/** One thing that `npm run attune -- …` does. Answers with the exit code; `json` is a file for the same report. */
export interface Command {
  summary: string;
  run(options: { json: string | undefined }): Promise<number>;
}

/** Opens the practice's database for one command, as it is: only a start migrates. */
export async function withDatabase<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = openDatabase(settings().databaseUrl);
  try {
    await refuseForeignSchema(opened);
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** Writes a report as JSON too, where one is asked for; readable by this user alone. */
export function writeReport(file: string | undefined, report: object): void {
  if (file) writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
}
