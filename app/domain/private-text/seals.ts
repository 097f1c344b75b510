/** What is kept of a text. */
export interface Sealed {
  ciphertext: string;
  nonce: string;
}

/** Where a sealed text belongs; it opens nowhere else. */
export interface SealLabel {
  table: string;
  row: string;
  person: string;
  version: number;
  reader?: string;
}

/** What seals texts with a key of each person's own, and opens them (app/platform/keys.ts); undefined where it cannot. */
export interface Seals {
  seal(text: string, label: SealLabel): Sealed | undefined;
  open(sealed: Sealed, label: SealLabel): string | undefined;
  forget(personId: string): void;
}

/** The label of a row of private_text. */
export function labelOf(row: { id: string; person_id: string; version: number }): SealLabel {
  return { table: "private_text", row: row.id, person: row.person_id, version: row.version };
}
