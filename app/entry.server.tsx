import type { EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { DocumentContext } from "./document-context.ts";
import { isCurrent } from "./http.ts";
import { logError } from "./platform/log.ts";

/** The server outside takes the database from here: one process, one handle. */
export { opened, tally } from "#db/db.server.ts";

/** A form that comes back with what is wrong says so first in its title, where a screen reader begins. */
const refusals = [409, 422, 429];

/**
 * Answers with a whole page, in one string: no page hydrates, so that nothing is streamed and no data goes along. A
 * page that the browser already holds is not rendered again.
 */
export default function answerPage(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Response {
  if (status === 200 && isCurrent(request, headers.get("ETag"))) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", "text/html; charset=utf-8");
  const page = renderToString(
    <DocumentContext.Provider value={{ script: context.manifest.entry.module, isRefused: refusals.includes(status) }}>
      <RemixServer context={{ ...context, serverHandoffStream: undefined }} url={request.url} />
    </DocumentContext.Provider>,
  );
  return new Response(`<!doctype html>${page}`, { status, headers });
}

/** What a loader, an action or a page threw; the address is left out but for its door, since it may name a course. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  logError(error, `${request.method} /${new URL(request.url).pathname.split("/")[1]}`);
}
