import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { notHandedOut, toIssuing } from "#app/being-issued.server.ts";
import { draughtsman } from "#app/certificate/draw.ts";
import { handOut } from "#app/domain/certificate/proof.ts";
import { findCertificate } from "#app/domain/certificate.ts";
import { orNotFound, pdfAnswer } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { journal } from "#app/platform/journal.ts";
import { keyStore } from "#app/platform/keys.ts";
import { logError } from "#app/platform/log.ts";
import { db } from "#db/db.server.ts";

const note = (error: unknown) => logError(error, "a certificate's proof");

/** The certificate of one of the visitor's own records, as it was first drawn, its proof attached; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request);
  const recordId = orNotFound(params.record);
  const seals = keyStore();
  const asked = { personId: actor.id, recordId };
  const pdf = await findCertificate(db, { ...asked, ...draughtsman, seals, now: now() });
  if (!pdf) throw await notHandedOut(db, asked);
  const scribe = { journal: journal(), seals, signer: evidenceKeys().signing(), now: now() };
  const proven = await handOut(db, { recordId, pdf, scribe, note });
  if (!proven) throw toIssuing(recordId);
  return pdfAnswer(proven, "certificate.pdf");
}
