import type { LoaderFunctionArgs } from "@remix-run/node";
import { pictureIn } from "#app/domain/picture.ts";
import { notFound, orNotFound, pictureAnswer } from "#app/http.ts";
import { requirePreview } from "#app/preview.server.ts";

/** A picture of the working copy, as its author sees it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const preview = await requirePreview(request, params.course);
  if (!("release" in preview)) throw notFound();
  const { release, sources } = preview;
  return pictureAnswer(request, orNotFound(pictureIn(release.course, { sources, hash: orNotFound(params.hash) })));
}
