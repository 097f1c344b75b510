import { settings } from "./settings.ts";

/** Prints one line of the server's log: the time and what happened. Callers put no person, text or parameter in it. */
export function logEvent(text: string): void {
  console.log(`${new Date().toISOString()} ${withoutControls(text)}`);
}

/**
 * Prints what broke and where. A message may quote what a learner wrote or what a row holds, so that only the kinds
 * whose messages quote nothing are printed with theirs, outside development.
 */
export function logError(error: unknown, during: string): void {
  console.error(`${new Date().toISOString()} error during ${withoutControls(during)}: ${describe(error)}`);
}

const quoteNothing = ["TypeError", "ReferenceError", "RangeError", "SqliteError"];

function describe(error: unknown): string {
  if (settings().development) return error instanceof Error ? (error.stack ?? String(error)) : String(error);
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const message = quoteNothing.includes(error.name) ? ` ${withoutControls(error.message)}` : "";
  return `${error.name}${code}${message}${framesOf(error)}`;
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
