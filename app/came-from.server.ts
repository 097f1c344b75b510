import { settings } from "./platform/settings.ts";

/** A page of ours that a visitor may have come from, by its path, and what a link back to it says. */
export interface Origin {
  path: RegExp;
  label: string;
}

/**
 * The page that a visitor came from, with what they chose on it, where it is one of these: a browser says so to our own
 * pages (Referrer-Policy: same-origin). Undefined for any other, and for none.
 */
export function cameFrom(request: Request, origins: Origin[]): { to: string; label: string } | undefined {
  const said = request.headers.get("referer") ?? "";
  if (!URL.canParse(said)) return undefined;
  const { origin, pathname, searchParams } = new URL(said);
  const known = origin === settings().url ? origins.find(({ path }) => path.test(pathname)) : undefined;
  if (!known) return undefined;
  searchParams.delete("done");
  const chosen = searchParams.toString();
  return { to: chosen ? `${pathname}?${chosen}` : pathname, label: known.label };
}
