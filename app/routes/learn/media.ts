import type { LoaderFunctionArgs } from "@remix-run/node";
import { findPicture } from "#app/domain/picture.ts";
import { orNotFound, pictureAnswer } from "#app/http.ts";
import { requireLearning } from "#app/learning.server.ts";
import { db } from "#db/db.server.ts";

/** A picture of a lesson that is open to the learner. Three queries, and one more for one not yet shown by this process. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { release, progress } = await requireLearning(request, params.course);
  return pictureAnswer(
    request,
    orNotFound(await findPicture(db, { release, progress, hash: orNotFound(params.hash) })),
  );
}
