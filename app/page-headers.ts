import type { HeadersArgs } from "@remix-run/node";
import { neverCached } from "./http.ts";

/** A page's headers: what its action said, else what its loader said; without a word the browser keeps nothing of it. */
export function pageHeaders({ actionHeaders, loaderHeaders }: HeadersArgs): Headers {
  const hasActed = [...actionHeaders].length > 0;
  const headers = new Headers(hasActed ? actionHeaders : loaderHeaders);
  if (!headers.has("Cache-Control")) for (const [name, value] of Object.entries(neverCached)) headers.set(name, value);
  return headers;
}
