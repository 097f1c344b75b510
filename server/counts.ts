import type { AsyncLocalStorage } from "node:async_hooks";
import type { Tally } from "#app/platform/tally.ts";
import type { Site } from "./answer.ts";

/**
 * Has every page say what it took, in the headers X-Attune-Queries and X-Attune-Rendered; for tests, which bound both.
 */
export function tellingCounts(pages: Site["pages"], tally: AsyncLocalStorage<Tally>): Site["pages"] {
  return (request, context) => {
    const counted: Tally = { queries: 0, rendered: 0 };
    return tally.run(counted, async () => {
      const page = await pages(request, context);
      page.headers.set("X-Attune-Queries", String(counted.queries));
      page.headers.set("X-Attune-Rendered", String(counted.rendered));
      return page;
    });
  };
}
