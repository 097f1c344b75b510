import { createHash } from "node:crypto";
import { hashToken } from "#app/platform/chance.ts";

/**
 * The secret of a link that is shown in the answer to a form, made from the form's own key: the same form sent twice
 * is answered with the same link, and the database, which keeps a hash of either, can make neither.
 */
export function tokenFromKey(formKey: string): { token: string; keptKey: string; tokenHash: string } {
  const token = createHash("sha256").update(`link of ${formKey}`).digest("base64url");
  return { token, keptKey: hashToken(formKey), tokenHash: hashToken(token) };
}

/** How long after a link was used the same form counts as sent twice, in milliseconds. */
const sameSubmit = 60_000;

/** Whether a link was used so recently that whoever uses it again may only have pressed twice. */
export function isPressedTwice(usedAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(usedAt) < sameSubmit;
}
