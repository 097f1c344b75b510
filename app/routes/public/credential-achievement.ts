import type { LoaderFunctionArgs } from "@remix-run/node";
import { findAchievement } from "#app/domain/credential.ts";
import { orNotFound } from "#app/http.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

/** What a credential says was achieved, by an id that stands in credentials alone. */
export async function loader({ params }: LoaderFunctionArgs) {
  const id = orNotFound(params.achievement);
  return Response.json(orNotFound(await findAchievement(db, { id, url: settings().url })));
}
