import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import { createRequest } from "@remix-run/node-fetch-server";
import { isLoopback } from "#app/platform/settings.ts";

/**
 * The request as pages see it: at our own origin, whatever the Host header says. What names no page of ours (another
 * host, text that cannot be read, the addresses at which Remix answers with bare data) is the page that is not there.
 */
export function toPageRequest(request: IncomingMessage, response: ServerResponse, origin: string): Request {
  const { protocol, host } = new URL(origin);
  if (!isPageAddress(request.url ?? "")) request.url = "/not-found";
  request.headers.host = host;
  delete request.headers["x-forwarded-host"];
  return createRequest(request, response, { protocol, host });
}

/** Where a visitor who came by another name of this machine belongs, since cookies are kept by name. */
export function addressUnderOwnName({ headers, url }: IncomingMessage, origin: string): string | undefined {
  const own = new URL(origin).hostname;
  const asked = /^(\[[^\]]*\]|[^:]*)/.exec(headers.host ?? "")?.[0].toLowerCase() ?? "";
  return asked !== own && isLoopback(asked) && isLoopback(own) ? `${origin}${url}` : undefined;
}

/** The address of whoever asks: the peer's, or what the named proxy wrote last; never what the visitor claims. */
export function clientAddress({ socket, headers }: Asking, proxy: string | null): string {
  const peer = plain(socket.remoteAddress ?? "");
  if (proxy === null || peer !== plain(proxy)) return peer;
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
  const visitor = plain(forwarded.at(-1)?.trim() ?? "");
  return isIP(visitor) ? visitor : peer;
}

interface Asking {
  socket: { remoteAddress?: string };
  headers: IncomingMessage["headers"];
}

function isPageAddress(address: string): boolean {
  if (!/^\/(?![/\\])/.test(address) || !URL.canParse(address, "http://here.invalid")) return false;
  const { pathname, searchParams } = new URL(address, "http://here.invalid");
  const isBareData = pathname.endsWith(".data") || pathname === "/__manifest" || searchParams.has("_data");
  return !isBareData && isReadable(pathname);
}

function isReadable(pathname: string): boolean {
  try {
    return !decodeURIComponent(pathname).includes("\0");
  } catch {
    return false;
  }
}

/** An IPv4 peer of a socket that takes both kinds is written as IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, "");
}
