import type { LoaderFunctionArgs } from "@remix-run/node";
import { credentialAddresses } from "#app/domain/credential/addresses.ts";
import { statusListClaims } from "#app/domain/credential/shape.ts";
import { encodeStatusList } from "#app/domain/credential/status-list.ts";
import { findPractice } from "#app/domain/practice.ts";
import { notFound, orNotFound } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { credentialKeys } from "#app/platform/credential-key.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

/** Which records of a list do not hold any more, as a signed credential. */
export async function loader({ params }: LoaderFunctionArgs) {
  if (!/^(0|[1-9]\d{0,5})$/.test(params.list ?? "")) throw notFound();
  const list = Number(params.list);
  const encoded = orNotFound(await encodeStatusList(db, list));
  const { name } = await findPractice(db);
  const { url } = settings();
  const claims = statusListClaims({ url, name, list, encoded, now: now() });
  const signed = await credentialKeys().sign(claims, credentialAddresses(url).keys);
  return new Response(signed, { headers: { "Content-Type": "application/vc+jwt" } });
}
