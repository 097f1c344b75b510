import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type Beside,
  createRequestHandler,
  data,
  type LoaderFunctionArgs,
  type RequestHandler,
  type ServerBuild,
} from "@remix-run/node";

type Route = ServerBuild["routes"][string];

/**
 * Answers a request from the routes that its address can match. Remix flattens, ranks and compiles every route it is
 * given several times a request; a handler for each set of candidates makes a page cost what it costs alone.
 */
export function answerByArea(build: ServerBuild): (request: Request, context: AppLoadContext) => Promise<Response> {
  const { areas, everywhere } = areasOf(build);
  const handlers = new Map<string, RequestHandler>();
  return (request, context) => {
    const { pathname } = new URL(request.url);
    const asked = segmentsOf(pathname);
    const candidates = areas.filter(({ pattern }) => canMatch(pattern, asked));
    const [only] = candidates;
    const isCertain = candidates.length > 0 && isPlain(pathname);
    if (only?.line && candidates.length === 1 && isCertain) {
      return answerInLine(build, only.line, { request, params: paramsOf(only, pathname), context });
    }
    const found = candidates.flatMap(({ ids }) => ids);
    const ids = isCertain ? found : [...everywhere, ...found];
    const key = ids.join();
    const answer = handlers.get(key) ?? narrowed(build, new Set(ids));
    handlers.set(key, answer);
    // The loaders that follow an action are given its headers: a form is never answered with "not changed".
    if (request.method !== "GET" && request.method !== "HEAD") request.headers.delete("If-None-Match");
    const beside = { loaderData: {}, actionData: {} };
    return answer(request, Object.assign(context, { beside }));
  };
}

/** The address of one route, with what it stands in. */
interface Area {
  /** Its segments, as written in app/routes.ts. */
  pattern: string[];
  ids: string[];
  /** The route, where it has no page: it answers in a line, or with a file. */
  line: Route | undefined;
}

/** Routes by their address; those that match anything belong everywhere. */
function areasOf(build: ServerBuild): { areas: Area[]; everywhere: string[] } {
  const areas: Area[] = [];
  const everywhere: string[] = [];
  for (const route of Object.values(build.routes)) {
    if (!route) continue;
    const lineage = lineageOf(build, route);
    const ids = lineage.map(({ id }) => id);
    const pattern = patternOf(lineage.flatMap((route) => route.path ?? []).join("/"));
    const line = route.module.default ? undefined : route;
    if (pattern.length === 0 || pattern.some((segment) => /[*?]/.test(segment))) everywhere.push(...ids);
    else areas.push({ pattern, ids, line });
  }
  return { areas, everywhere };
}

/** The route and what it stands in, outermost first. */
function lineageOf(build: ServerBuild, route: Route & {}): (Route & {})[] {
  const parent = route.parentId ? build.routes[route.parentId] : undefined;
  return parent ? [...lineageOf(build, parent), route] : [route];
}

/** As Remix does, but wider where a segment is encoded: what is let through and does not match costs time, no more. */
function canMatch(pattern: string[], asked: string[]): boolean {
  return (
    pattern.length === asked.length &&
    pattern.every((segment, at) => segment.startsWith(":") || segment === asked[at] || asked[at]?.includes("%"))
  );
}

/** Written so that there is no second reading of it. */
function isPlain(pathname: string): boolean {
  return !pathname.includes("%") && !pathname.includes("//");
}

function paramsOf({ pattern }: Area, pathname: string): Record<string, string> {
  const asked = pathname.split("/").filter(Boolean);
  return Object.fromEntries(
    pattern.flatMap((segment, at) => (segment.startsWith(":") ? [[segment.slice(1), asked[at] ?? ""]] : [])),
  );
}

/**
 * The answer of a route without a page, asked directly: what Remix does around it (matching, a request made anew, a
 * controller) was a quarter of what saving an answer costs. What it throws is answered as Remix would.
 */
async function answerInLine(build: ServerBuild, { module }: Route & {}, sent: LoaderFunctionArgs): Promise<Response> {
  const { method } = sent.request;
  const reads = method === "GET" || method === "HEAD";
  const answer = reads ? module.loader : module.action;
  if (!answer) return new Response(null, { status: 405, headers: { Allow: reads ? "POST" : "GET, HEAD" } });
  try {
    const answered = await answer(sent);
    if (answered instanceof Response) return answered;
    throw new TypeError("A route without a page answers with a Response.");
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    build.entry.module.handleError?.(thrown, sent);
    return new Response("Unexpected Server Error", { status: 500, headers: { "Content-Type": "text/plain" } });
  }
}

/** Parameters keep their names as written. */
function patternOf(path: string): string[] {
  return path
    .split("/")
    .filter(Boolean)
    .map((segment) => (segment.startsWith(":") ? segment : segment.toLowerCase()));
}

function segmentsOf(path: string): string[] {
  return path.toLowerCase().split("/").filter(Boolean);
}

function narrowed(build: ServerBuild, ids: Set<string>): RequestHandler {
  const only = <T>(routes: Record<string, T>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)));
  const assets = { ...build.assets, routes: only(build.assets.routes) };
  const routes = Object.fromEntries(
    Object.entries(only(build.routes)).map(([id, route]) => [id, route && withDataBeside(route)]),
  );
  return createRequestHandler({ ...build, routes, assets }, "production");
}

/** A page whose loader and action answer past Remix; what has no page of its own answers as it is. */
function withDataBeside(route: Route & {}): Route {
  const { id, module } = route;
  if (!module.default) return route;
  const { loader, action } = module;
  return {
    ...route,
    module: {
      ...module,
      loader: loader && (async (sent: LoaderFunctionArgs) => putBeside("loaderData", id, sent, await loader(sent))),
      action: action && (async (sent: ActionFunctionArgs) => putBeside("actionData", id, sent, await action(sent))),
    },
  };
}

function putBeside(
  part: keyof Omit<Beside, "text">,
  id: string,
  { context }: { context: AppLoadContext },
  answered: unknown,
): unknown {
  if (answered instanceof Response || !context.beside) return answered;
  const isPlain = !isDataWithInit(answered);
  context.beside[part][id] = isPlain ? answered : answered.data;
  return isPlain ? null : data(null, answered.init ?? undefined);
}

/** What Remix's `data()` makes. */
function isDataWithInit(answered: unknown): answered is ReturnType<typeof data> {
  return typeof answered === "object" && answered !== null && "type" in answered && "init" in answered;
}
