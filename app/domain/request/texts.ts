import type { Sealed, SealLabel, Seals } from "#app/platform/seal.ts";
import type { Db } from "#db/open.ts";
import type { RequestTextTable } from "#db/schema.ts";

export type RequestPart = RequestTextTable["part"];

/** By part: null where there is none, or none that can be opened. */
export type RequestTexts = Record<RequestPart, string | null>;

/** Seals one part with the request's own key, which is ended with its words. Undefined where keys are lost. */
export function sealText(
  seals: Seals,
  { requestId, part, text }: { requestId: string; part: RequestPart; text: string },
): Sealed | undefined {
  return seals.seal(text, labelOfPart(requestId, part));
}

/** The words of a request, opened: one query. */
export async function openTexts(
  db: Db,
  { seals, requestId }: { seals: Seals; requestId: string },
): Promise<RequestTexts> {
  const rows = await db
    .selectFrom("request_text")
    .select(["part", "ciphertext", "nonce"])
    .where("request_id", "=", requestId)
    .execute();
  const open = (part: RequestPart) => {
    const row = rows.find((candidate) => candidate.part === part);
    return row ? (seals.open(row, labelOfPart(requestId, part)) ?? null) : null;
  };
  return { reason: open("reason"), answer: open("answer"), resolution: open("resolution") };
}

/** The key's holder is the request itself: it may have no person, and administrators must be able to read it. */
export function labelOfPart(requestId: string, part: string): SealLabel {
  return { table: "request_text", row: `${requestId}/${part}`, person: requestId, version: 1 };
}
