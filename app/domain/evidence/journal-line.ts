import type { Sealed, SealLabel } from "#app/platform/seal.ts";
import type { CompletionRecordTable, EvidenceCheckpointTable } from "#db/schema.ts";
import type { Signer } from "./checkpoint.ts";

/** What a line of the journal says: an entry of the log, with the record that enters it, or that the log was signed. */
export type JournalText =
  | {
      before: string;
      position: number;
      /** Canonical JSON, to the byte what the log holds. */
      body: string;
      record: CompletionRecordTable | null;
      sealed: Sealed | null;
    }
  | ({ before: string; signature: string } & EvidenceCheckpointTable);

/** The journal as this part of the domain wants it; platform/journal.ts is one. */
export interface Journal {
  end(): JournalEnd;
  append(next: (end: JournalEnd) => JournalLine | undefined): void;
  read(): { lines: Iterable<string>; isTorn: boolean };
  mend(): number;
  size(): number;
  releases: KeptTexts;
  syllabi: KeptTexts;
}

/** Rows that records rest on, kept as canonical texts beside the journal. */
export interface KeptTexts {
  keep(id: string, text: string): void;
  has(id: string): boolean;
  find(id: string): string | undefined;
  list(): string[];
}

export interface JournalEnd {
  entries: number;
  checkpoint: number;
  before: string;
}

export type JournalLine = { text: string } & ({ entries: number } | { checkpoint: number });

/**
 * All of an entry's line but the sealed part at its end: canonical JSON, built from texts that are canonical already,
 * so that to compare a line is to compare bytes.
 */
export function entryLineUpToSealed({ before, ...entry }: EntryLine): string {
  return lineStart(before) + entryTexts(entry).join("");
}

type EntryLine = Pick<Extract<JournalText, { body: string }>, "before" | "position" | "body" | "record">;

/** How each line begins: with the hash of the one before it. */
export function lineStart(before: string): string {
  return `{"before":"${before}",`;
}

/** What stands between that and the sealed part in the line of an entry; in parts, since the longest stands by itself. */
export function entryTexts({ position, body, record }: Omit<EntryLine, "before">): string[] {
  const head = `"body":${body},"position":${position},"record":`;
  if (!record) return [`${head}null,"sealed":`];
  const [before, after] = aroundRecordEntry(record);
  return [`${head}${before}`, record.entry, `${after},"sealed":`];
}

/** The sealed part as it ends a line. */
export function sealedText(sealed: Sealed | null): string {
  return sealed ? `{"ciphertext":"${sealed.ciphertext}","nonce":"${sealed.nonce}"}}` : "null}";
}

/** What a sealed part looks like to the byte, or that there is none. */
export const sealedPattern = /^(?:null|\{"ciphertext":"[\w-]+","nonce":"[\w-]+"\})\}$/;

/** The line by which the journal says that the log was signed; its own signature covers all lines before, by `before`. */
export function checkpointLine(signer: Signer, line: { before: string } & EvidenceCheckpointTable): string {
  return withSignature(line, signer.sign(checkpointLineText(line)).toString("base64"));
}

/** What the signature of such a line is over. */
export function checkpointLineText({ before, note, signed_at, size }: { before: string } & EvidenceCheckpointTable) {
  return `{"before":"${before}","checkpoint":${JSON.stringify(note)},"signed_at":"${signed_at}","size":${size}}`;
}

/** Such a line, to the byte. */
export function withSignature(line: { before: string } & EvidenceCheckpointTable, signature: string): string {
  const [head, tail] = aroundSignature(line);
  return head + signature + tail;
}

/** What stands in such a line before its signature, and what after. */
export function aroundSignature(line: { before: string } & EvidenceCheckpointTable): [string, string] {
  const { before, note, signed_at, size } = line;
  return [
    `{"before":"${before}","checkpoint":${JSON.stringify(note)},"signature":"`,
    `","signed_at":"${signed_at}","size":${size}}`,
  ];
}

/** Reads a line; undefined for one that is no line of ours. */
export function readJournalLine(line: string): JournalText | undefined {
  const parsed = parse(line);
  if (!parsed) return undefined;
  const { before, checkpoint, signature, signed_at, size, position, body, record, sealed } = parsed;
  if (checkpoint !== undefined) return { before, note: checkpoint, signature, signed_at, size };
  if (!body || !Number.isInteger(position)) return undefined;
  // A canonical text is its own JSON again, in the order of its members.
  const entry = record && JSON.stringify(record.entry);
  return { before, position, body: JSON.stringify(body), record: record && { ...record, entry }, sealed };
}

/** Under which name a record's person's part is sealed: with the record's own key, which ends with it. */
export function sealLabelOf(recordId: string): SealLabel {
  return { table: "record_person", row: recordId, person: recordId, version: 1 };
}

/** The same of why it was revoked. */
export function reasonLabelOf(recordId: string): SealLabel {
  return { table: "record_revocation", row: recordId, person: recordId, version: 1 };
}

function aroundRecordEntry(row: CompletionRecordTable): [string, string] {
  const text = (value: string | null) => JSON.stringify(value);
  return [
    `{"code":${text(row.code)},"course_id":${text(row.course_id)},"cycle":${row.cycle},` +
      `"enrolment_id":${text(row.enrolment_id)},"entry":`,
    `,"id":${text(row.id)},"issued_at":${text(row.issued_at)},"person_id":${text(row.person_id)},` +
      `"release_id":${text(row.release_id)},"replaces":${text(row.replaces)}}`,
  ];
}

function parse(line: string) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
