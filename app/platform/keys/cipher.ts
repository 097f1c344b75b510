import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Sealed } from "../seal.ts";

const tagBytes = 16;

/**
 * AES-256-GCM under a random nonce (NIST SP 800-38D). `bound` is not kept: it must be said again to open, so that what
 * is sealed for one place opens in no other.
 */
export function encrypt(key: Buffer, plain: Buffer, bound: string): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(bound));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { ciphertext: ciphertext.toString("base64url"), nonce: nonce.toString("base64url") };
}

/** What was sealed; undefined under another key, for another place, or when a bit of it has changed. */
export function decrypt(key: Buffer, sealed: Sealed, bound: string): Buffer | undefined {
  const whole = Buffer.from(sealed.ciphertext, "base64url");
  const nonce = Buffer.from(sealed.nonce, "base64url");
  if (whole.length < tagBytes || nonce.length !== 12) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(bound));
  decipher.setAuthTag(whole.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(whole.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}
