import type { SealLabel } from "#app/platform/seal.ts";

/** The label of a row of private_text. */
export function labelOf(row: { id: string; person_id: string; version: number }): SealLabel {
  return { table: "private_text", row: row.id, person: row.person_id, version: row.version };
}
