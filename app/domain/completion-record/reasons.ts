import type { RecordRevocationTable } from "#db/schema.ts";

export type RevocationReason = RecordRevocationTable["reason"];

/** Why a record may be revoked: what an administrator chooses from. The words to it are said apart. */
export const revocationReasons = [
  "issued-in-error",
  "not-their-own-work",
  "wrong-person",
  "holder-asked",
] as const satisfies readonly RevocationReason[];
