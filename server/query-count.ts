import type { AsyncLocalStorage } from "node:async_hooks";
import type { Site } from "./answer.ts";

export type Tally = AsyncLocalStorage<{ queries: number }>;

/** Has every page say how many queries it took, in the header X-Attune-Queries; for tests, which bound it. */
export function tellingQueries(pages: Site["pages"], tally: Tally): Site["pages"] {
  return (request, context) => {
    const counted = { queries: 0 };
    return tally.run(counted, async () => {
      const page = await pages(request, context);
      page.headers.set("X-Attune-Queries", String(counted.queries));
      return page;
    });
  };
}
