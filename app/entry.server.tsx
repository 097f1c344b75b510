import type { AppLoadContext, Beside, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { DocumentContext } from "./document-context.ts";
import { logError } from "./platform/log.ts";

/** The server outside takes the database from here: one process, one handle. */
export { opened } from "#db/db.server.ts";
export { tally } from "./platform/tally.ts";

/** A form that comes back with what is wrong says so first in its title, where a screen reader begins. */
const refusals = [409, 422, 429];

/** Answers with a whole page, in one string: no page hydrates, so that nothing is streamed and no data goes along. */
export default function answerPage(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { beside }: AppLoadContext,
): Response {
  headers.set("Content-Type", "text/html; charset=utf-8");
  const whole = beside ? withData(context, beside) : context;
  const document = documentOf({ ...whole, serverHandoffStream: undefined }, { url: request.url, status });
  const text = `<!DOCTYPE html>${renderToString(document)}`;
  if (!beside) return new Response(text, { status, headers });
  beside.text = text;
  return new Response(null, { status, headers });
}

/** The whole page as React has it. */
export function documentOf(context: EntryContext, { url, status }: { url: string; status: number }): ReactElement {
  return (
    <DocumentContext.Provider value={{ script: context.manifest.entry.module, isRefused: refusals.includes(status) }}>
      <RemixServer context={context} url={url} />
    </DocumentContext.Provider>
  );
}

/** Puts back what went past Remix. */
function withData(context: EntryContext, { loaderData, actionData }: Beside): EntryContext {
  const { staticHandlerContext: known } = context;
  const staticHandlerContext = {
    ...known,
    loaderData: { ...known.loaderData, ...loaderData },
    actionData: known.actionData && { ...known.actionData, ...actionData },
  };
  return { ...context, staticHandlerContext };
}

/** What a loader, an action or a page threw; the address is left out but for its door, since it may name a course. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  logError(error, `${request.method} /${new URL(request.url).pathname.split("/")[1]}`);
}
