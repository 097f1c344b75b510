import { type AppLoadContext, createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";

type Route = ServerBuild["routes"][string];

/**
 * Answers a request from the routes that can match its first segment. Remix flattens, ranks and compiles every route
 * it is given several times a request; one handler for each door makes a page cost what its own door costs.
 */
export function answerByArea(build: ServerBuild): (request: Request, context: AppLoadContext) => Promise<Response> {
  const areas = new Map<string, Set<string>>();
  const everywhere = new Set<string>();
  for (const route of Object.values(build.routes)) {
    if (!route) continue;
    const lineage = lineageOf(build, route);
    const area = firstSegment(lineage);
    const ids = area === undefined ? everywhere : (areas.get(area) ?? new Set());
    if (area !== undefined) areas.set(area, ids);
    for (const { id } of lineage) ids.add(id);
  }
  const elsewhere = narrowed(build, everywhere);
  const handlers = new Map([...areas].map(([area, ids]) => [area, narrowed(build, new Set([...everywhere, ...ids]))]));
  return (request, context) => {
    const segment = new URL(request.url).pathname.split("/", 2)[1] ?? "";
    return (handlers.get(segment.toLowerCase()) ?? elsewhere)(request, context);
  };
}

/** The route and what it stands in, outermost first. */
function lineageOf(build: ServerBuild, route: Route & {}): (Route & {})[] {
  const parent = route.parentId ? build.routes[route.parentId] : undefined;
  return parent ? [...lineageOf(build, parent), route] : [route];
}

/** The fixed first segment of a route's address; undefined for the root, the index and what matches anything. */
function firstSegment(lineage: (Route & {})[]): string | undefined {
  const path = lineage.flatMap((route) => route.path ?? []).join("/");
  const segment = path.replace(/^\//, "").split("/")[0] ?? "";
  return segment === "" || /[:*?]/.test(segment) ? undefined : segment.toLowerCase();
}

function narrowed(build: ServerBuild, ids: Set<string>): RequestHandler {
  const only = <T>(routes: Record<string, T>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)));
  const assets = { ...build.assets, routes: only(build.assets.routes) };
  return createRequestHandler({ ...build, routes: only(build.routes), assets }, "production");
}
