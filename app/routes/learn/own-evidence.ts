import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { notHandedOut } from "#app/being-issued.server.ts";
import { draughtsman } from "#app/certificate/draw.ts";
import { packWriter } from "#app/components/evidence/pack-documents.ts";
import { credentialAddresses } from "#app/domain/credential/addresses.ts";
import { packOwnEvidence } from "#app/domain/evidence/own-pack.ts";
import { orNotFound, zipAnswer } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { credentialKeys } from "#app/platform/credential-key.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { keyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

/** All evidence of one of the visitor's own records as one file; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, practice } = await requirePerson(request);
  const { url } = settings();
  const { sign, published } = credentialKeys();
  const tools = { ...draughtsman, seals: keyStore(), signer: evidenceKeys().signing(), writer: packWriter };
  const own = { personId: actor.id, recordId: orNotFound(params.record) };
  const files = await packOwnEvidence(db, {
    ...own,
    ...tools,
    credentials: { sign: (claims) => sign(claims, credentialAddresses(url).keys), published },
    provider: { url, name: practice.name },
    now: now(),
  });
  if (!files) throw await notHandedOut(db, own);
  return zipAnswer("evidence.zip", files);
}
