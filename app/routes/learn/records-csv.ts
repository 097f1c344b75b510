import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { transcriptAsCsv } from "#app/components/learn/transcript-csv.ts";
import { dayIn } from "#app/domain/calendar.ts";
import { findTranscript } from "#app/domain/transcript.ts";
import { csvAnswer } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

/** The visitor's own transcript as a file. Its name says the day and nothing else. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, practice } = await requirePerson(request);
  const at = now();
  const years = await findTranscript(db, { personId: actor.id, now: at });
  return csvAnswer(`records-${dayIn(at, practice.zone)}.csv`, transcriptAsCsv(years));
}
