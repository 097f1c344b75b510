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
  /** Whether a key of this person was ended here: what it sealed is meant not to open, in an older database too. */
  hasEnded(personId: string): boolean;
  /** Ends a person's key for good, in the folder's files too, and notes that it was ended. False where no key can be reached. */
  forget(personId: string): boolean;
}
