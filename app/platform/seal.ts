/** What is kept of a sealed text: both parts as base64url, the tag at the end of the ciphertext. */
export interface Sealed {
  ciphertext: string;
  nonce: string;
}

/** Where a text belongs: what is sealed under one label opens under no other. */
export interface SealLabel {
  table: string;
  row: string;
  /** Whose key seals it. */
  person: string;
  version: number;
  /** The one who may read it, where that is somebody else. */
  reader?: string;
}

/** What seals texts with a key of each person's own, and opens them. */
export interface Seals {
  /** Makes the person's key at their first text; undefined while the server key is not the one that keys need. */
  seal(text: string, label: SealLabel): Sealed | undefined;
  /** Undefined for what does not open: another key, another label, a changed bit. */
  open(sealed: Sealed, label: SealLabel): string | undefined;
  /** Of these ids, those whose key is not here or does not open. */
  lacking(ids: string[]): string[];
  /** Deletes a key for good, in the folder's files too. */
  forget(id: string): void;
  /** Forgets a person's key and keeps when: what it sealed until then is meant not to open. False without a folder. */
  end(personId: string, now: Date): boolean;
  /** When this person's key was last ended; what they wrote after that has a new one. */
  endedAt(personId: string): string | undefined;
}
