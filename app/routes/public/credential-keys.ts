import { credentialAddresses } from "#app/domain/credential/addresses.ts";
import { credentialKeys } from "#app/platform/credential-key.ts";
import { settings } from "#app/platform/settings.ts";

/** The public halves of the keys that ever signed a credential, as a JWK set (RFC 7517), named by their addresses. */
export async function loader() {
  const { keys } = credentialAddresses(settings().url);
  return Response.json({
    keys: credentialKeys()
      .published()
      .map((key) => ({ ...key, kid: `${keys}/${key.kid}` })),
  });
}
