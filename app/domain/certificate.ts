import { createHash } from "node:crypto";
import type { SealLabel, Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import type { CertificateTable } from "#db/schema.ts";
import { findLogo, type Logo } from "./certificate/logo.ts";
import { type CompletionRecord, findRecord, listRecordsById, type RecordPerson } from "./completion-record.ts";
import { certificateArtifact } from "./evidence/body.ts";
import { isJournalled } from "./evidence/journalled.ts";
import { appendEntry, evidenceTime, findStanding } from "./evidence.ts";

/** What a certificate is drawn from: the record alone, and the logo that it names. */
export interface Drawing {
  record: CompletionRecord & { person: RecordPerson };
  logo: Logo | undefined;
  template: number;
  /** The file first drawn cannot be opened, and this one is not the same bytes: it says so. */
  isAgain: boolean;
}

/** What draws one as a PDF: the same drawing is the same bytes. */
export interface Draughtsman {
  draw(drawing: Drawing): Promise<Buffer>;
  /** The template that new certificates are drawn by. */
  template: number;
}

/** What opens a certificate that was drawn, or draws it again where that cannot be. */
export interface Opener extends Draughtsman {
  seals: Seals;
}

interface Asked extends Opener {
  now: Date;
}

/**
 * The certificate of one of a person's own records, as it was first drawn, whatever has changed since: drawn, sealed
 * with the record's own key and entered in the log the first time. One that cannot be opened any more is drawn again by
 * its template, and says so where that is not the same bytes. A record that was revoked or replaced keeps the one it
 * has, and none is drawn any more. Undefined where there is none, for another's record, once the name is withdrawn,
 * and until the record is in the journal.
 */
export async function findCertificate(
  db: Db,
  { personId, recordId, ...asked }: Asked & { personId: string; recordId: string },
): Promise<Buffer | undefined> {
  const record = await findRecord(db, { personId, recordId });
  if (!record?.person || !record.isJournalled) return undefined;
  const named = { ...record, person: record.person };
  const kept = await findKept(db, recordId);
  if (kept) return openOrRedraw(db, named, kept, asked);
  const isEnded = record.revokedAt !== null || record.replacedBy !== null;
  // What the log says was drawn of it may be gone with an older copy of the database.
  if (isEnded && (await listEntered(db, recordId)).length === 0) return undefined;
  return drawFirst(db, named, asked);
}

/** Draws the certificate of a record that was just issued, for the outbox; nothing where it is drawn, or none is to be. */
export async function keepCertificate(
  db: Db,
  { recordId, ...asked }: Asked & { recordId: string },
): Promise<"drawn" | "not drawn" | { until: Date; reason: string }> {
  const row = await db
    .selectFrom("completion_record")
    .select(["person_id", isJournalled.as("isJournalled")])
    .where("id", "=", recordId)
    .executeTakeFirst();
  if (row?.isJournalled === 0)
    return { until: new Date(asked.now.getTime() + 60_000), reason: "its record is not in the journal yet" };
  const drawn = row && (await findCertificate(db, { personId: row.person_id, recordId, ...asked }));
  return drawn ? "drawn" : "not drawn";
}

/**
 * The certificates of these records that were drawn, one at a time, and whether each is the file first drawn; none of a
 * record whose name is withdrawn. Two queries: ask for a page of records.
 */
export async function* openDrawn(
  db: Db,
  { recordIds, ...opener }: Opener & { recordIds: string[] },
): AsyncGenerator<{ recordId: string; code: string; pdf: Buffer; hash: string; isFirst: boolean }> {
  const rows = await db.selectFrom("certificate").selectAll().where("record_id", "in", recordIds).execute();
  const records = await listRecordsById(db, recordIds);
  for (const { person, ...record } of records) {
    const kept = rows.find(({ record_id }) => record_id === record.id);
    if (!kept || !person || !record.isJournalled) continue;
    const pdf = await openOrRedraw(db, { ...record, person }, kept, opener);
    const hash = hashOf(pdf);
    yield { recordId: record.id, code: record.code, pdf, hash, isFirst: hash === kept.sha256 };
  }
}

type Named = Drawing["record"];

async function drawFirst(db: Db, record: Named, { seals, draw, template: newest, now }: Asked): Promise<Buffer> {
  const { pdf, template } = await drawAsInLog(db, record, { draw, template: newest });
  const sealed = seals.seal(pdf.toString("base64url"), labelOfCertificate(record.id));
  // Without its key nothing is kept; the next download tries again.
  if (!sealed) return pdf;
  const row = { record_id: record.id, template, sha256: hashOf(pdf), ...sealed, drawn_at: now.toISOString() };
  const kept = await transact(db, (db) => keepOnce(db, row, now));
  return kept.sha256 === row.sha256 ? pdf : openOrRedraw(db, record, kept, { seals, draw, template });
}

/**
 * After an old copy of the database was put back, the log may hold the hash of a file that is gone: the template that
 * draws the same is the one that drew it, and where none does, the file says that it was drawn again.
 */
async function drawAsInLog(db: Db, record: Named, { draw, template: newest }: Draughtsman) {
  const [logo, entered] = [await logoOf(db, record), await listEntered(db, record.id)];
  for (let template = newest; template > 0; template--) {
    const pdf = await draw({ record, logo, template, isAgain: false });
    if (entered.length === 0 || entered.some(({ hash }) => hash === hashOf(pdf))) return { pdf, template };
  }
  return { pdf: await draw({ record, logo, template: newest, isAgain: true }), template: newest };
}

/** Two who draw at once keep one, the first. */
async function keepOnce(db: Db, row: CertificateTable, now: Date): Promise<CertificateTable> {
  const first = await findKept(db, row.record_id);
  if (first) return first;
  const part = await db
    .selectFrom("record_person")
    .select("record_id")
    .where("record_id", "=", row.record_id)
    .executeTakeFirst();
  const { revoked, supersededBy } = await findStanding(db, row.record_id);
  const at = await evidenceTime(db, now);
  const { record_id: record, sha256: hash, template } = row;
  const entered = (await listEntered(db, record)).find((one) => one.hash === hash);
  // Withdrawn meanwhile: what was just drawn is not kept. Nor is what would enter the log of a record that has ended
  // meanwhile: that a drawing is in it says that the record stood on that day; nor what the log cannot say while the clock
  // stands behind.
  if (!part || !at || (!entered && (revoked || supersededBy))) return row;
  const kept = { ...row, drawn_at: entered?.at ?? at.toISOString() };
  await db.insertInto("certificate").values(kept).execute();
  const facts = { kind: "artifact" as const, record, artifact: certificateArtifact, hash, template };
  if (!entered) await appendEntry(db, { facts, now });
  return kept;
}

/** What the log holds of a record's certificates. */
async function listEntered(db: Db, recordId: string): Promise<{ hash: string; at: string }[]> {
  const entries = await db
    .selectFrom("evidence_entry")
    .select("body")
    .where("record_id", "=", recordId)
    .where("kind", "=", "artifact")
    .execute();
  return entries.map(({ body }) => JSON.parse(body));
}

async function openOrRedraw(db: Db, record: Named, kept: CertificateTable, { seals, draw }: Opener): Promise<Buffer> {
  const opened = seals.open(kept, labelOfCertificate(record.id));
  const pdf = opened === undefined ? undefined : Buffer.from(opened, "base64url");
  if (pdf && hashOf(pdf) === kept.sha256) return pdf;
  const drawing = { record, logo: await logoOf(db, record), template: kept.template };
  const same = await draw({ ...drawing, isAgain: false });
  return hashOf(same) === kept.sha256 ? same : draw({ ...drawing, isAgain: true });
}

function logoOf(db: Db, { entry }: Named): Promise<Logo | undefined> {
  return findLogo(db, entry.look?.logo ?? null);
}

function findKept(db: Db, recordId: string): Promise<CertificateTable | undefined> {
  return db.selectFrom("certificate").selectAll().where("record_id", "=", recordId).executeTakeFirst();
}

/** By the record's own key, which ends with the person's part: no copy opens after a withdrawal. */
export function labelOfCertificate(recordId: string): SealLabel {
  return { table: "certificate", row: recordId, person: recordId, version: 1 };
}

function hashOf(pdf: Buffer): string {
  return createHash("sha256").update(pdf).digest("base64url");
}
