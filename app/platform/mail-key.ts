import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileWhole } from "./journal/folder.ts";
import { settings } from "./settings.ts";

/** A text and its signature as one word for an address: what a letter's link proves without a sign-in. */
export function signForMail(text: string): string {
  return `${text}.${signatureOf(text)}`;
}

/** The text of such a word; undefined where this practice did not sign it. */
export function openFromMail(word: string): string | undefined {
  const [, text, signature] = /^([\w-]{1,64})\.([\w-]{43})$/.exec(word) ?? [];
  if (!text || !signature) return undefined;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(text))) ? text : undefined;
}

function signatureOf(text: string): string {
  return createHmac("sha256", key()).update(`mail of ${text}`).digest("base64url");
}

let known: Buffer | undefined;

/** `mail.key` in the keys folder, made at the first letter; of two processes that make it the first one's stands. */
function key(): Buffer {
  known ??= readKey(settings().keysFolder);
  return known;
}

function readKey(folder: string): Buffer {
  const file = join(folder, "mail.key");
  if (!existsSync(file)) makeKey(folder, file);
  return Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
}

function makeKey(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileWhole(own, `${randomBytes(32).toString("base64url")}\n`);
  try {
    linkSync(own, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(own, { force: true });
  }
}
