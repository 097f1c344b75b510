import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AppLoadContext } from "@remix-run/node";
import { logError } from "#app/platform/log.ts";
import type { Settings } from "#app/platform/settings.ts";
import { packPage } from "./compression.ts";
import { setSecurityHeaders } from "./headers.ts";
import { isFromHere } from "./origin.ts";
import { addressUnderOwnName, clientAddress, toPageRequest } from "./request.ts";
import { type StaticFiles, sendStatic } from "./static.ts";

export interface Site {
  settings: Pick<Settings, "url" | "secure" | "proxy">;
  files: StaticFiles;
  pages(request: Request, context: AppLoadContext): Promise<Response>;
  /** Does what must be done before the answer to a write goes out. */
  afterWrite(): Promise<void>;
}

/** In bytes. A form of ours is a few fields. */
const largestBody = 64 * 1024;

/** Where a form sends a picture or a list along, which its page then judges. */
const largerBodies: [RegExp, number][] = [
  [/^\/admin\/certificates$/, 2 * 1024 * 1024],
  [/^\/records\/elsewhere(\/[\w-]+)?$/, 2 * 1024 * 1024],
  [/^\/admin\/people\/import$/, 17 * 1024 * 1024],
];

const sentences = {
  403: "This form was not sent from our own pages, so nothing was changed.",
  405: "This address does not take that kind of request.",
  411: "This form did not say how long it is, so nothing was changed.",
  413: "This is more than a form of ours holds, so nothing was changed. Go back in your browser: what you typed is there.",
  500: "Something broke on our side, and it has been noted; please try again.",
} as const;

/** Answers one request: refuses what no page of ours sends, then sends the file or the page at its address. */
export function answerWith(site: Site) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    setSecurityHeaders(response, site.settings);
    try {
      await (request.method === "POST" ? answerWrite(site, request, response) : answerRead(site, request, response));
    } catch (error) {
      if (response.destroyed) return;
      logError(error, `${request.method} of a page`);
      if (response.headersSent) response.destroy();
      else refuse(response, 500);
    }
  };
}

async function answerRead(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD, POST");
    return refuse(response, 405);
  }
  const path = pathOf(request);
  if (path === "/health") return send(response, 200, { type: "text/plain; charset=utf-8", text: "ok" });
  const elsewhere = addressUnderOwnName(request, site.settings.url);
  if (elsewhere) return void response.setHeader("Location", elsewhere).writeHead(302).end();
  const file = site.files.get(path);
  if (file) return sendStatic(file, request, response);
  await sendPage(site, request, response);
}

async function answerWrite(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { headers } = request;
  if (!isFromHere(headers, { path: pathOf(request), origin: site.settings.url })) return refuse(response, 403);
  // Node reads no further than the length that is declared, so that nothing larger is ever held.
  if (headers["content-length"] === undefined) return refuse(response, 411);
  const most = largerBodies.find(([path]) => path.test(pathOf(request)))?.[1] ?? largestBody;
  if (Number(headers["content-length"]) > most) return refuse(response, 413);
  await sendPage(site, request, response);
}

async function sendPage(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { settings, pages, afterWrite } = site;
  const address = clientAddress(request, settings.proxy);
  const context: AppLoadContext = { address };
  const page = await pages(toPageRequest(request, response, settings.url), context);
  if (request.method === "POST") await afterWrite();
  // What says nothing about being kept is not kept: a page that forgot is then slow, and not on a shared disk.
  response.setHeader("Cache-Control", "no-store");
  for (const [name, value] of page.headers) if (name !== "set-cookie") response.setHeader(name, value);
  const cookies = page.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader("Set-Cookie", cookies);
  response.setHeader("Vary", "Accept-Encoding");
  if (page.body && context.isStreamed) return sendStreamed(page, page.body, request, response);
  const text = context.beside?.text ?? (page.body ? await page.arrayBuffer() : undefined);
  if (text === undefined) return void response.writeHead(page.status).end();

  const whole = toBuffer(text);
  // Pictures are packed as they are.
  const isPicture = page.headers.get("Content-Type")?.startsWith("image/") ?? false;
  const { bytes, encoding } = isPicture ? { bytes: whole, encoding: undefined } : packPage(whole, request);
  if (encoding) response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", bytes.length);
  response.writeHead(page.status).end(request.method === "HEAD" ? undefined : bytes);
}

/** A file that is made while it is sent: neither held whole nor packed. One that breaks off is cut, and seen to be. */
async function sendStreamed(
  page: Response,
  body: ReadableStream<Uint8Array>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(page.status);
  if (request.method === "HEAD") return void response.end();
  await pipeline(Readable.from(partsOf(body)), response);
}

async function* partsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    // Whoever asked may be gone before the end: then nothing more is made.
    await reader.cancel();
  }
}

/** One plain sentence, for what never reaches a page. */
function refuse(response: ServerResponse, status: keyof typeof sentences): void {
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Learning</title><main><h1>${sentences[status]}</h1></main></html>`;
  response.setHeader("Cache-Control", "no-store");
  send(response, status, { type: "text/html; charset=utf-8", text });
}

function send(response: ServerResponse, status: number, { type, text }: { type: string; text: string }): void {
  response.setHeader("Content-Type", type);
  response.setHeader("Content-Length", Buffer.byteLength(text));
  response.writeHead(status).end(text);
}

function pathOf({ url = "" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "";
}

/** Buffer.from takes either, but not what may be one or the other. */
function toBuffer(text: string | ArrayBuffer): Buffer {
  return typeof text === "string" ? Buffer.from(text) : Buffer.from(text);
}
