import { issuerProfile } from "#app/domain/credential/shape.ts";
import { findPractice } from "#app/domain/practice.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

/** Who issues credentials here. */
export async function loader() {
  const { name } = await findPractice(db);
  return Response.json(issuerProfile({ url: settings().url, name }));
}
