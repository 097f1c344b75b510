import { createHash } from "node:crypto";
import { attachTo, detachFrom } from "#app/platform/pdf-attachment.ts";
import type { Db } from "#db/open.ts";
import { type Proven, verifyBundle } from "../evidence/bundle.ts";
import { exportBundles, findFirstCheckpoint } from "../evidence/export.ts";
import { type Fault, fault, isFault } from "../evidence/verification/fault.ts";
import { type Scribe, writeEvidence } from "../evidence/writing.ts";

/**
 * A certificate with its proof attached: the record's bundle as the log was first signed with this drawing, so that
 * every download is the same bytes; with a scribe the log is signed now where it was not yet. The drawing itself stands
 * unchanged in front. The file as it is while the log cannot be signed, and where it is not the drawing that it holds.
 */
export async function attachProof(
  db: Db,
  { recordId, pdf, scribe }: { recordId: string; pdf: Buffer; scribe?: Scribe },
): Promise<Buffer> {
  const position = await findPosition(db, { recordId, hash: hashOf(pdf) });
  if (position === undefined) return pdf;
  let at = await findFirstCheckpoint(db, position);
  if (!at && scribe?.signer) {
    await writeEvidence(db, scribe);
    at = await findFirstCheckpoint(db, position);
  }
  const bundle = at && (await exportBundles(db, { recordIds: [recordId], at })).get(recordId);
  return bundle === undefined ? pdf : attachTo(pdf, attached(bundle));
}

/**
 * A certificate as it is handed to its owner, with its proof. Undefined while its entry cannot be brought to the disk: it
 * is handed out when it can.
 */
export async function handOut(
  db: Db,
  { note, ...asked }: { recordId: string; pdf: Buffer; scribe: Scribe; note: (error: unknown) => void },
): Promise<Buffer | undefined> {
  try {
    return await attachProof(db, asked);
  } catch (error) {
    note(error);
    return undefined;
  }
}

/**
 * Verifies a certificate by itself, by the proof attached to it, or by a bundle that stands beside it: every byte of it
 * is the one that was drawn, or that attaching wrote.
 */
export function verifyCertificate(
  file: Buffer,
  { beside, known }: { beside?: string | undefined; known: string[] | undefined },
): Proven | Fault {
  const found = detachFrom(file);
  if (found && !isOurs(file, found)) return fault("the PDF", "was changed where its proof is attached");
  const bundle = beside ?? found?.text;
  if (bundle === undefined)
    return fault("the PDF", "carries no proof, or lost it: verify it beside its record's bundle, or in its pack");
  // What is attached has to hold too where another bundle is used.
  const own = found && verifyBundle(found.text, known);
  if (own && isFault(own)) return { ...own, where: `the proof in the PDF: ${own.where}` };
  const proven = verifyBundle(bundle, known);
  if (isFault(proven)) return { ...proven, where: `the proof of the PDF: ${proven.where}` };
  const hash = hashOf(found?.pdf ?? file);
  if (!proven.artifacts.includes(hash)) return fault("the PDF", "is not the one that was drawn for this record");
  // A proof that nobody here knows the signer of is not made good by another beside it.
  if (own && !own.isKnown) return own;
  // Neither hides what the other knows of a later end.
  return own && own.asOf > proven.asOf && own.artifacts.includes(hash) ? own : proven;
}

function attached(text: string) {
  return { name: "evidence.json", description: "Proof that this certificate stands in the evidence log", text };
}

function isOurs(file: Buffer, { pdf, text }: { pdf: Buffer; text: string }): boolean {
  try {
    return attachTo(pdf, attached(text)).equals(file);
  } catch {
    return false;
  }
}

async function findPosition(db: Db, { recordId, hash }: { recordId: string; hash: string }) {
  const rows = await db
    .selectFrom("evidence_entry")
    .select(["position", "body"])
    .where("record_id", "=", recordId)
    .where("kind", "=", "artifact")
    .orderBy("position")
    .execute();
  return rows.find(({ body }) => JSON.parse(body).hash === hash)?.position;
}

function hashOf(pdf: Buffer): string {
  return createHash("sha256").update(pdf).digest("base64url");
}
