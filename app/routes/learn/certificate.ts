import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { draughtsman } from "#app/certificate/draw.ts";
import { attachProof } from "#app/domain/certificate/proof.ts";
import { findCertificate } from "#app/domain/certificate.ts";
import { orNotFound, pdfAnswer } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

/** The certificate of one of the visitor's own records, as it was first drawn, its proof attached; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request);
  const asked = { personId: actor.id, recordId: orNotFound(params.record) };
  const pdf = orNotFound(await findCertificate(db, { ...asked, ...draughtsman, seals: keyStore(), now: now() }));
  return pdfAnswer(await attachProof(db, { recordId: asked.recordId, pdf }), "certificate.pdf");
}
