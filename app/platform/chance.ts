import { createHash, randomBytes } from "node:crypto";
import { v4, v7 } from "uuid";
import { settings } from "./settings.ts";

/** A new id: a UUID that sorts by the time it was made. It is public; it proves nothing. */
export function newId(): string {
  return v7();
}

/** A new id that tells nothing, not even when it was made (UUID v4): for what must not lead back to a person. */
export function newRandomId(): string {
  return v4();
}

/** A new secret of 256 random bits that fits in an address or a cookie. Keep only `hashToken` of it. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token, so that a copy of the database opens nothing. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** A new seed for drawing a quiz, in hexadecimal; a fixed one where tests ask for it. */
export function newSeed(): string {
  return settings().testSeed ?? randomBytes(16).toString("hex");
}

/** A new number of 60 random bits to be written down and read aloud, "7K3M-0QXA-98ZT", in the same base 32. */
export function newNumber(): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const signs = Array.from(randomBytes(12), (byte) => alphabet.charAt(byte % 32)).join("");
  return signs.replace(/(.{4})(?=.)/g, "$1-");
}

/** A new code of 130 random bits for a completion record, in Crockford's base 32, which has no look-alikes. */
export function newCode(): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  return Array.from(randomBytes(26), (byte) => alphabet.charAt(byte % 32)).join("");
}
