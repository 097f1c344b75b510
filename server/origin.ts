import type { IncomingHttpHeaders } from "node:http";

/** Addresses that accept a write from another site. There are none; a tool that launches a course will be the first. */
export const crossSiteAddresses: readonly string[] = [];

/**
 * Whether a write comes from our own pages: the browser says so itself, or, where it says nothing, names our origin.
 * A request that gives no sign is refused, so that an old browser fails closed.
 */
export function isFromHere(headers: IncomingHttpHeaders, { path, origin }: { path: string; origin: string }): boolean {
  if (crossSiteAddresses.includes(path)) return true;
  const site = headers["sec-fetch-site"];
  if (site === "same-origin") return true;
  if (site !== undefined && site !== "none") return false;
  return headers.origin === origin;
}
