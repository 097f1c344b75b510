import type { LoaderFunctionArgs } from "@remix-run/node";
import { credentialAddresses } from "#app/domain/credential/addresses.ts";
import { orNotFound } from "#app/http.ts";
import { credentialKeys } from "#app/platform/credential-key.ts";
import { settings } from "#app/platform/settings.ts";

/** One of them, by the address that credentials name it by. */
export async function loader({ params }: LoaderFunctionArgs) {
  const key = orNotFound(
    credentialKeys()
      .published()
      .find(({ kid }) => kid === params.key),
  );
  return Response.json({ ...key, kid: `${credentialAddresses(settings().url).keys}/${key.kid}` });
}
