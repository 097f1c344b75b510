import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMay } from "#app/auth.server.ts";
import { pageAboutAsCsv } from "#app/components/team/about-csv.ts";
import { dayIn } from "#app/domain/calendar.ts";
import { openPageAbout } from "#app/domain/page-about/opening.ts";
import { csvAnswer, orNotFound } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

/** The page about one learner as a file, noted for them as the page is. Its name says the day and nothing else. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, practice } = await requireMay(request, "read standings");
  const [at, { zone }] = [now(), practice];
  const opening = { actor, personId: orNotFound(params.person), now: at, zone };
  const about = orNotFound(await openPageAbout(db, opening));
  return csvAnswer(`learning-${dayIn(at, zone)}.csv`, pageAboutAsCsv(about, zone));
}
