import { existsSync, writeFileSync } from "node:fs";
import type { Fault } from "#app/domain/evidence/verification/fault.ts";
import { settings, Unfit } from "#app/platform/settings.ts";
import { type Opened, openDatabase } from "#db/open.ts";
import { refuseForeignSchema } from "#server/readiness.ts";

/** One thing that `npm run attune -- …` does. Answers with the exit code; `json` is a file for the same report. */
export interface Command {
  summary: string;
  /** What it is done to, as the help calls it; a command without takes none. In brackets, it may be left out. */
  subject?: string;
  /** How many words more it may take. */
  words?: number;
  /** An option without a value, such as --dry-run. */
  flag?: string;
  /** Which options it takes beside --json, each with a file. */
  options?: string[];
  /** Which of them may be said several times. */
  repeated?: string[];
  /** What `COMMAND --help` says behind the summary. */
  details?: string;
  /** The exit code where it cannot begin; 1 unless said. */
  unfit?: number;
  run(asked: {
    json: string | undefined;
    subject: string;
    words: string[];
    /** The files of each option, in the order said; one each but of those in `repeated`. */
    options: Record<string, string[]>;
    isFlagged: boolean;
  }): Promise<number>;
}

/** Opens the practice's database for one command, as it is: only a start migrates. */
export async function withDatabase<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const { databaseUrl } = settings();
  if (databaseUrl.startsWith("file:") && !existsSync(databaseUrl.slice("file:".length))) {
    throw new Unfit("There is no database yet: start once with `npm start`, which makes it.");
  }
  const opened = openDatabase(databaseUrl);
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

/** Says the first bad thing that a verification met, and that it failed. */
export function tell({ where, rule }: Fault): number {
  console.log(`BAD   ${where} ${rule}.`);
  return 1;
}
