/**
 * The control: the same build, database, loaders and page as Attune, served the way plain Remix 2 serves them. It
 * differs in three things only: Remix's own handler over all routes, a streamed page with its data encoded beside it,
 * and Kysely's driver as it is, which prepares every statement on every call. control.test.ts holds it to that.
 */
import { createServer } from "node:http";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import {
  createReadableStreamFromReadable,
  createRequestHandler,
  type EntryContext,
  type ServerBuild,
  writeReadableStreamToWritable,
} from "@remix-run/node";
import BetterSqlite from "better-sqlite3";
import { renderToPipeableStream } from "react-dom/server";
import { tellingCounts } from "#server/counts.ts";
import { setSecurityHeaders } from "#server/headers.ts";
import { toPageRequest } from "#server/request.ts";

forgetStatements();
const build = await import(pathToFileURL("build/server/index.js").href);
const { documentOf, tally } = build.entry.module;
const url = `http://localhost:${process.env.PORT}`;
const plain = createRequestHandler(streamed(build), "production");
const pages = process.env.ATTUNE_COUNT_QUERIES ? tellingCounts(plain, tally) : plain;

const server = createServer(async (request, response) => {
  setSecurityHeaders(response, { secure: false });
  const page = await pages(toPageRequest(request, response, url), { address: "127.0.0.1" });
  response.writeHead(page.status, Object.fromEntries(page.headers));
  if (page.body) await writeReadableStreamToWritable(page.body, response);
  else response.end();
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));
for (const end of ["SIGTERM", "SIGINT", "disconnect"]) process.on(end, () => process.exit(0));

/** The build with the entry that Remix's own template has, over the same document. */
function streamed(build: ServerBuild): ServerBuild {
  const handleDocument = (request: Request, status: number, headers: Headers, context: EntryContext) =>
    new Promise<Response>((resolve, reject) => {
      headers.set("Content-Type", "text/html; charset=utf-8");
      const { pipe } = renderToPipeableStream(documentOf(context, { url: request.url, status }), {
        onShellReady() {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
          pipe(body);
        },
        onShellError: reject,
      });
    });
  return { ...build, entry: { ...build.entry, module: { ...build.entry.module, default: handleDocument } } };
}

/** Whoever keeps a statement keeps one that is prepared anew for each use. */
function forgetStatements(): void {
  const { prepare } = BetterSqlite.prototype;
  function prepareAnew(this: BetterSqlite.Database, sql: string) {
    const anew = () => prepare.call(this, sql);
    const uses: Record<string | symbol, (values: unknown[]) => unknown> = {
      all: (values) => anew().all(values),
      run: (values) => anew().run(values),
      iterate: (values) => anew().iterate(values),
    };
    return new Proxy(anew(), { get: (kept, name) => uses[name] ?? Reflect.get(kept, name, kept) });
  }
  Object.defineProperty(BetterSqlite.prototype, "prepare", { value: prepareAnew });
}
