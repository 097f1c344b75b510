import type { Resources } from "#app/domain/course.ts";
import type { ShownReference } from "./lesson-references.tsx";
import type { Piece } from "./pieces.ts";
import { renderBlocks, renderInline } from "./render.server.tsx";
import type { Sources } from "./setting.ts";

/** The directory of resources as it is on a day. */
export interface ShownResources {
  reviewed: string | null;
  body: Piece[];
  references: ShownReference[];
}

/** Made anew each time: what it says of an entry depends on the day. */
export function renderedResources(course: Sources, { reviewed, body, cites }: Resources, now: Date): ShownResources {
  return {
    reviewed,
    body: renderBlocks(body, course, { today: now.toISOString().slice(0, 10) }),
    references: course.references
      .filter(({ id }) => cites.includes(id))
      .map(({ id, entry }) => ({ id, pieces: renderInline(entry, course) })),
  };
}
