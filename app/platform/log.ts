import { settings } from "./settings.ts";

/**
 * Prints what broke and where. A message may quote what a learner wrote or what a row holds, so that, outside
 * development, only those are printed that can quote nothing but code and columns. `during` names a door, no address.
 */
export function logError(error: unknown, during: string): void {
  const { development } = settings();
  const words = development && error instanceof Error ? (error.stack ?? error.message) : describe(error);
  console.error(`${new Date().toISOString()} error during ${withoutControls(during)}: ${words}`);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const message = quotesOnlyCode(error) ? ` ${withoutControls(error.message)}` : "";
  return `${error.name}${code}${message}${framesOf(error)}`;
}

/** What the engine says of our own slips, and SQLite of a constraint. */
function quotesOnlyCode({ name, message }: Error): boolean {
  if (name === "SqliteError") return /^(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed/.test(message);
  return /^(Cannot (read|set) properties of (undefined|null)|[\w.$()' ]+ is not (a function|a constructor|defined)$)/.test(
    message,
  );
}

/** The stack without its first lines, which repeat the message. */
function framesOf({ stack = "" }: Error): string {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return frames.map((frame) => `\n  ${frame.trim()}`).join("");
}

/** A line break or an escape sequence in a log would let its writer forge a line. */
function withoutControls(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
