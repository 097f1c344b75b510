import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { notHandedOut } from "#app/being-issued.server.ts";
import { credentialAddresses } from "#app/domain/credential/addresses.ts";
import { bakeBadge } from "#app/domain/credential/badge.ts";
import { findCredential } from "#app/domain/credential.ts";
import { neverCached, orNotFound } from "#app/http.ts";
import { credentialKeys } from "#app/platform/credential-key.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

/** The credential of one of the visitor's own records, baked into a picture; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request);
  const own = { personId: actor.id, recordId: orNotFound(params.record) };
  const claims = await findCredential(db, own);
  if (!claims) throw await notHandedOut(db, own);
  const signed = await credentialKeys().sign(claims, credentialAddresses(settings().url).keys);
  const headers = {
    ...neverCached,
    "Content-Type": "image/svg+xml",
    "Content-Disposition": 'attachment; filename="badge.svg"',
  };
  return new Response(bakeBadge(claims, signed), { headers });
}
