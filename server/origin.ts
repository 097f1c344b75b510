import type { IncomingHttpHeaders } from "node:http";

/**
 * Addresses that accept a write from another site, by their path. The link that stops letters: mail programs post to it
 * (RFC 8058), no cookie comes into it, and who may is said by the signature in it.
 */
export const crossSiteAddresses: readonly RegExp[] = [/^\/letters\/[\w-]{1,64}\.[\w-]{43}$/];

/**
 * Whether a write comes from our own pages: the browser says so itself, or, where it says nothing, names our origin.
 * A request that gives no sign is refused, so that an old browser fails closed.
 */
export function isFromHere(headers: IncomingHttpHeaders, { path, origin }: { path: string; origin: string }): boolean {
  if (crossSiteAddresses.some((address) => address.test(path))) return true;
  const site = headers["sec-fetch-site"];
  if (site === "same-origin") return true;
  if (site !== undefined && site !== "none") return false;
  return headers.origin === origin;
}
