import type { RecordEntry } from "#app/domain/completion-record/entry.ts";
import { hashPerson } from "#app/domain/completion-record.ts";
import type { Release } from "#app/domain/course.ts";
import {
  bodyOfRecord,
  canonicalText,
  certificateArtifact,
  hashAttestation,
  hashRow,
  type Rests,
} from "#app/domain/evidence/body.ts";
import { type Signer, signCheckpoint } from "#app/domain/evidence/checkpoint.ts";
import { checkpointLine, entryLineUpToSealed, sealedText, sealLabelOf } from "#app/domain/evidence/journal-line.ts";
import { type Edge, leafHashOf, rootOf, withLeaf } from "#app/domain/evidence/merkle.ts";
import { keepSyllabus } from "#app/domain/syllabus/keeping.ts";
import { newCode, newId, newToken } from "#app/platform/chance.ts";
import type { Journal } from "#app/platform/journal.ts";
import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";

/** What the records of a log are written with, and the log as it stands. */
export interface Archive {
  journal: Journal;
  seals: Seals;
  signer: Signer;
  edge: Edge;
  /** The time of its last entry. */
  began: string;
  release: Release;
  /** What each record holds, but for its own code and person. */
  entry: RecordEntry;
}

const page = 500;

/**
 * Fills a log with so many records as years leave them: each issued by itself, with its PDF's hash, and the log signed
 * anew after both, in the database and in the journal. What is written is what the acts write, a page at a time;
 * verification says whether it is. Answers with the log's edge.
 */
export async function fillArchive(db: Db, archive: Archive, records: number): Promise<Edge> {
  let edge = archive.edge;
  const rests = await keepRelease(db, archive);
  for (let from = 0; from < records; from += page) {
    const some = Array.from({ length: Math.min(page, records - from) }, (_, at) => recordOf(archive, from + at));
    const entries = some
      .flatMap((one) => entriesOf(one, rests))
      .map((entry, at) => ({ ...entry, position: edge.size + at }));
    const checkpoints: { size: number; note: string; signed_at: string }[] = [];
    for (const { leaf_hash, at } of entries) {
      edge = withLeaf(edge, Buffer.from(leaf_hash, "base64url"));
      checkpoints.push({
        size: edge.size,
        note: signCheckpoint(archive.signer, { size: edge.size, root: rootOf(edge) }),
        signed_at: at,
      });
    }
    await transact(db, (db) => keep(db, { some, entries, checkpoints }));
    writeJournal(archive, { some, entries, checkpoints });
  }
  return edge;
}

/** What all of the records rest on, beside the journal as a start would have it. */
async function keepRelease(db: Db, { journal, release }: Archive): Promise<Omit<Rests, "attestation">> {
  const now = new Date();
  await keepSyllabus(db, { release, now });
  const { id } = release;
  const row = await db.selectFrom("course_release").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const told = await db.selectFrom("syllabus").selectAll().where("release_id", "=", id).executeTakeFirstOrThrow();
  journal.releases.keep(id, canonicalText(row));
  journal.syllabi.keep(id, canonicalText(told));
  return { release: hashRow(row), syllabus: hashRow(told) };
}

function recordOf({ release, entry, began }: Archive, number: number) {
  const [id, personId, enrolmentId, code, salt] = [newId(), newId(), newId(), newCode(), newToken()];
  // A millisecond each, from when the log began: it never goes back, and nobody issues while it is ahead of the clock.
  const at = new Date(Date.parse(began) + number).toISOString();
  const name = `Learner Number ${number}`;
  const person = { method: "HMAC-SHA-256", hash: hashPerson({ name, licences: [] }, salt) };
  const row = {
    id,
    code,
    person_id: personId,
    course_id: release.courseId,
    cycle: 1,
    enrolment_id: enrolmentId,
    release_id: release.id,
    issued_at: at,
    replaces: null,
    entry: canonicalText({ ...entry, code, completedAt: at, person }),
  };
  const { text, signedAt } = entry.attestation ?? { text: "I did this myself.", signedAt: at };
  const signed = { enrolment_id: enrolmentId, release_id: release.id, confirmation_id: newId() };
  return {
    row,
    part: { record_id: id, name, licences: "[]", salt },
    attestation: { id: newId(), ...signed, text, signed_at: signedAt },
    // Not its file, of 70 kB: the log holds the hash, and to open them all is another figure.
    certificate: {
      record_id: id,
      template: 1,
      sha256: newToken().slice(0, 43),
      ciphertext: "x",
      nonce: "x",
      drawn_at: at,
    },
  };
}

type Filled = ReturnType<typeof recordOf>;

function entriesOf({ row, attestation, certificate }: Filled, rests: Omit<Rests, "attestation">) {
  const at = row.issued_at;
  const drawn = { artifact: certificateArtifact, hash: certificate.sha256, template: certificate.template };
  const signed = { id: attestation.id, confirmation: attestation.confirmation_id, hash: hashAttestation(attestation) };
  const issued = { ...bodyOfRecord(row), rests: { ...rests, attestation: signed } };
  return [issued, { kind: "artifact" as const, record: row.id, ...drawn }].map((facts) => {
    const body = canonicalText({ ...facts, format: 1, at });
    const record = facts.kind === "artifact" ? null : row;
    const leaf_hash = leafHashOf(body).toString("base64url");
    return { kind: facts.kind, record_id: row.id, at, body, leaf_hash, record };
  });
}

interface Page {
  some: Filled[];
  entries: (ReturnType<typeof entriesOf>[number] & { position: number })[];
  checkpoints: { size: number; note: string; signed_at: string }[];
}

async function keep(db: Db, { some, entries, checkpoints }: Page): Promise<void> {
  const nobody = { zone: null, suspended_at: null, left_at: null, erased_at: null, alias_of: null, version: 1 };
  for (const rows of inTens(some)) {
    const records = rows.map(({ row }) => row);
    await db
      .insertInto("person")
      .values(
        records.map((row) => ({ id: row.person_id, email: null, name: "L", created_at: row.issued_at, ...nobody })),
      )
      .execute();
    await db
      .insertInto("enrolment")
      .values(
        records.map(({ enrolment_id: id, person_id, course_id, release_id, issued_at }) => {
          return { id, person_id, course_id, cycle: 1, release_id, enrolled_at: issued_at, left_at: null };
        }),
      )
      .execute();
    await db.insertInto("completion_record").values(records).execute();
    await db
      .insertInto("record_person")
      .values(rows.map(({ part }) => part))
      .execute();
    await db
      .insertInto("attestation")
      .values(rows.map(({ attestation }) => attestation))
      .execute();
    await db
      .insertInto("certificate")
      .values(rows.map(({ certificate }) => certificate))
      .execute();
  }
  // The database lets the head move by one alone.
  for (const { position, at } of entries) {
    await db
      .updateTable("evidence_head")
      .set({ size: position + 1, at })
      .execute();
  }
  for (const rows of inTens(entries)) {
    await db
      .insertInto("evidence_entry")
      .values(rows.map(({ record: _, ...row }) => row))
      .execute();
  }
  for (const rows of inTens(checkpoints)) await db.insertInto("evidence_checkpoint").values(rows).execute();
}

function writeJournal({ journal, seals, signer }: Archive, { some, entries, checkpoints }: Page): void {
  const parts = new Map(some.map(({ row, part }) => [row.id, part]));
  let [at, isSigned] = [0, true];
  journal.append(({ before }) => {
    const [entry, checkpoint] = [entries[at], checkpoints[at - 1]];
    if (!isSigned && checkpoint) {
      isSigned = true;
      return { text: checkpointLine(signer, { ...checkpoint, before }), checkpoint: checkpoint.size };
    }
    if (!entry) return undefined;
    at++;
    isSigned = false;
    const part = entry.record && parts.get(entry.record.id);
    const { name, licences, salt } = part ?? { name: "", licences: "", salt: "" };
    const label = sealLabelOf(entry.record_id);
    const sealed = part ? (seals.seal(canonicalText({ name, licences, salt }), label) ?? null) : null;
    return { text: entryLineUpToSealed({ ...entry, before }) + sealedText(sealed), entries: entry.position + 1 };
  });
}

/** A statement takes only so many values. */
function inTens<T>(rows: T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / 100) }, (_, at) => rows.slice(at * 100, at * 100 + 100));
}
