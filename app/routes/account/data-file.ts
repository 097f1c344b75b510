import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { toHtml, toJson } from "#app/components/own-data.ts";
import { dayIn } from "#app/domain/calendar.ts";
import { exportPerson, isOwnDataOpen } from "#app/domain/personal-data/export.ts";
import { neverCached, notFound, streamedFile } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

/** The visitor's own data as a file, while it is open; its name says the day and nothing else. */
export async function loader({ request, context, params: { file } }: LoaderFunctionArgs) {
  const { actor, sessionId, practice } = await requirePerson(request);
  if (file !== "json" && file !== "html") throw notFound();
  if (!(await isOwnDataOpen(db, { sessionId, now: now() }))) {
    throw redirect(addresses.ownData, { status: 303, headers: neverCached });
  }
  context.isStreamed = true;
  const pages = exportPerson(db, { personId: actor.id, seals: keyStore() });
  const [at, name] = [now().toISOString(), `data-${dayIn(now(), practice.zone)}.${file}`];
  return file === "json"
    ? streamedFile(toJson(pages, at), { name, type: "application/json; charset=utf-8" })
    : streamedFile(toHtml(pages, at), { name, type: "text/html; charset=utf-8" });
}
