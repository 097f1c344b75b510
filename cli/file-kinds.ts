import { closeSync, openSync, readSync } from "node:fs";
import { readCheckpoint } from "#app/domain/evidence/checkpoint.ts";

/** What a file of evidence begins with, and what it is called to people. */
const kinds = {
  pack: { head: "PK\u0003\u0004", words: "an evidence pack (ZIP)" },
  certificate: { head: "%PDF", words: "a certificate (PDF)" },
  bundle: { head: "{", words: "a record with its proof (JSON)" },
  badge: { head: "<?xm", words: "a badge (SVG)" },
  credential: { head: "eyJ", words: "a credential (JWT)" },
};

export type FileKind = keyof typeof kinds;

const all = ["pack", "certificate", "bundle", "badge", "credential"] as const satisfies FileKind[];

/** Which kind of evidence a file is, by its first bytes; undefined for one that is none. */
export function kindOf(file: string): FileKind | undefined {
  const head = startOf(file);
  return all.find((kind) => head.startsWith(kinds[kind].head));
}

/** What `verify` takes, in words. */
export function kindsInWords(): string {
  return `${all.map((kind) => kinds[kind].words).join(", ")}, or a checkpoint of the log (text)`;
}

/** Whether a text is a checkpoint that somebody kept; what was copied from a terminal may end in a line more. */
export function asCheckpoint(text: string): string | undefined {
  const kept = `${text.trimEnd()}\n`;
  return readCheckpoint(kept) ? kept : undefined;
}

function startOf(file: string): string {
  const handle = openSync(file, "r");
  const bytes = Buffer.alloc(4);
  const length = readSync(handle, bytes, 0, 4, 0);
  closeSync(handle);
  return bytes.toString("latin1", 0, length);
}
