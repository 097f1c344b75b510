import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { accepts } from "./compression.ts";

interface StaticFile {
  type: string;
  cache: string;
  plain: Buffer;
  /** The copies that the build laid beside it, best first. */
  packed: { encoding: "br" | "gzip"; bytes: Buffer }[];
}

export type StaticFiles = Map<string, StaticFile>;

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/**
 * Every file that the build made for browsers, read once, by its address. Only kinds known above are served, so that
 * nothing else that lands in the folder is.
 */
export function readStaticFiles(folder: string): StaticFiles {
  const files: StaticFiles = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join("/")}`;
    const type = types[extname(entry.name)];
    if (!entry.isFile() || !type || address.startsWith("/.")) continue;
    files.set(address, { type, cache: cacheOf(address), plain: readFileSync(path), packed: packedOf(path) });
  }
  return files;
}

/** Answers a request for a static file, as small as the browser takes it. */
export function sendStatic(file: StaticFile, request: IncomingMessage, response: ServerResponse): void {
  const packed = file.packed.find(({ encoding }) => accepts(request, encoding));
  const body = packed?.bytes ?? file.plain;
  response.setHeader("Content-Type", file.type);
  response.setHeader("Cache-Control", file.cache);
  response.setHeader("Content-Length", body.length);
  if (file.packed.length > 0) response.setHeader("Vary", "Accept-Encoding");
  if (packed) response.setHeader("Content-Encoding", packed.encoding);
  response.writeHead(200).end(request.method === "HEAD" ? undefined : body);
}

/** The build puts a hash of the content into the names of its assets, so that they never change. */
function cacheOf(address: string): string {
  return address.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600";
}

function packedOf(path: string): StaticFile["packed"] {
  const copies = [
    { encoding: "br", file: `${path}.br` },
    { encoding: "gzip", file: `${path}.gz` },
  ] as const;
  return copies
    .filter(({ file }) => existsSync(file))
    .map(({ encoding, file }) => ({ encoding, bytes: readFileSync(file) }));
}
