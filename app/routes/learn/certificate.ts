import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { draughtsman } from "#app/certificate/draw.ts";
import { attachProof } from "#app/domain/certificate/proof.ts";
import { findCertificate } from "#app/domain/certificate.ts";
import { orNotFound, pdfAnswer } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { journal } from "#app/platform/journal.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

/** The certificate of one of the visitor's own records, as it was first drawn, its proof attached; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request);
  const recordId = orNotFound(params.record);
  const seals = keyStore();
  const pdf = orNotFound(
    await findCertificate(db, { personId: actor.id, recordId, ...draughtsman, seals, now: now() }),
  );
  const scribe = { journal: journal(), seals, signer: evidenceKeys().signing(), now: now() };
  return pdfAnswer(await attachProof(db, { recordId, pdf, scribe }), "certificate.pdf");
}
