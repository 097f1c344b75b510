import { createHmac, hash } from "node:crypto";
import canonicalize from "canonicalize";
import type { AttestationTable, CompletionRecordTable, EvidenceEntryTable } from "#db/schema.ts";

export type EntryKind = EvidenceEntryTable["kind"];

/**
 * What an entry of the log attests. It names nobody: of a record it holds ids, dates and the release, the hash of the
 * record's own entry, and the salted hash of the person's part. A later shape takes the next `format`, but for members
 * that are only added; every shape ever written stays readable.
 */
export type EntryBody = { format: 1; at: string } & EntryFacts;

/** What happened, as the one who appends it says it. */
export type EntryFacts =
  | EnteredRecord
  /** A record is void from here on; `reason` is a keyed hash of the word that says why, whose key may be erased. */
  | { kind: "revoke"; record: string; reason: string }
  /** Something drawn for a record, such as its PDF, by the SHA-256 of its bytes as base64url. */
  | { kind: "artifact"; record: string; artifact: string; hash: string; template?: number }
  /** The person's part of a record is gone, by retention or erasure, and is not to come back. */
  | { kind: "withdraw"; record: string }
  /** From here on this key may sign, written as a verifier key. */
  | { kind: "key"; key: string }
  | AccountTold;

/** What happened to an account, by ids alone, and when it was done: `due` is when a closing takes effect. */
export type AccountTold = { kind: "account"; person: string; done: string } & (
  | { act: "close"; due: string }
  | { act: "keep" | "erase" }
);

/** A record enters the log: `supersede` where it replaces another, else `issue`. */
export interface EnteredRecord {
  kind: "issue" | "supersede";
  record: string;
  code: string;
  course: string;
  cycle: number;
  release: string;
  issued: string;
  replaces: string | null;
  /** SHA-256 of the record's entry, to the byte, as base64url. */
  entry: string;
  /** The same of whose record it is, by ids: random enough that nobody tells a person from it. */
  holder: string;
  /** The salted hash of the person's part, as the record's entry holds it. */
  person: string;
  /** The record was issued before there was a log. */
  earlier?: true;
  /** What it rests on; not in entries from before it was told. */
  rests?: Rests;
}

/** The rows that a record rests on, by the SHA-256 as base64url of each as it is kept in the folder of evidence. */
export interface Rests {
  release: string;
  syllabus: string | null;
  /** By its ids too, so that it can be put back: its words and its time are in the record's own entry. */
  attestation: { id: string; confirmation: string; hash: string } | null;
}

/** What a record's row says in the log. */
export function bodyOfRecord(row: CompletionRecordTable): EnteredRecord {
  return {
    kind: row.replaces === null ? "issue" : "supersede",
    record: row.id,
    code: row.code,
    course: row.course_id,
    cycle: row.cycle,
    release: row.release_id,
    issued: row.issued_at,
    replaces: row.replaces,
    entry: hash("sha256", row.entry, "base64url"),
    holder: holderHashOf(row),
    person: personHashIn(row.entry),
  };
}

/** What the log holds of why a record was revoked. */
export function hashReason(reason: string, salt: string): string {
  return createHmac("sha256", salt).update(reason).digest("base64url");
}

/** How the log calls the PDF of a record. */
export const certificateArtifact = "certificate";

/** The record that an entry is of; null where it announces a key or is of an account. */
export function recordOf(facts: EntryFacts): string | null {
  return facts.kind === "key" || facts.kind === "account" ? null : facts.record;
}

/** What the log holds of an attestation: all of its row. */
export function hashAttestation(row: AttestationTable): string {
  const { id, enrolment_id, release_id, confirmation_id, text, signed_at } = row;
  return hash("sha256", JSON.stringify([id, enrolment_id, release_id, confirmation_id, text, signed_at]), "base64url");
}

/** The same of a row that is also kept as a file, whose bytes are hashed. */
export function hashRow(row: object): string {
  return hash("sha256", canonicalText(row), "base64url");
}

/** The one text that a value is written as (RFC 8785). */
export function canonicalText(value: unknown): string {
  return canonicalize(value) ?? "";
}

/** Whose record it is, hashed with the record's own id. */
export function holderHashOf({ id, person_id, enrolment_id }: CompletionRecordTable): string {
  return hash("sha256", JSON.stringify([id, person_id, enrolment_id]), "base64url");
}

function personHashIn(entry: string): string {
  const { person }: { person?: { hash?: string } } = JSON.parse(entry);
  return person?.hash ?? "";
}
