import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireMay } from "#app/auth.server.ts";
import { draughtsman } from "#app/certificate/draw.ts";
import { addresses } from "#app/components/addresses.ts";
import { packWriter } from "#app/components/evidence/pack-documents.ts";
import { rosterAsCsv } from "#app/components/evidence/roster-csv.ts";
import { dayIn } from "#app/domain/calendar.ts";
import { packEvidence } from "#app/domain/evidence/pack.ts";
import { findExport } from "#app/domain/evidence-export.ts";
import { listRoster } from "#app/domain/reporting.ts";
import { csvAnswer, neverCached, orNotFound, zipAnswer } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

/** The file that the visitor asked for within the hour; another's is not there. Its name says the day and nothing else. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, practice } = await requireMay(request, "export evidence");
  const own = { personId: actor.id, exportId: orNotFound(params.export), kinds: ["pack" as const, "roster" as const] };
  const asked = orNotFound(await findExport(db, { ...own, now: now() }));
  const day = dayIn(now(), practice.zone);
  if (asked.kind === "roster") return csvAnswer(`roster-${day}.csv`, rosterAsCsv(await listRoster(db, asked)));
  const tools = { ...draughtsman, seals: keyStore(), signer: evidenceKeys().signing(), writer: packWriter };
  const files = await packEvidence(db, { selection: { ...asked, zone: practice.zone }, ...tools, now: now() });
  if ("refused" in files)
    throw redirect(`${addresses.evidence}?done=${files.refused}`, { status: 303, headers: neverCached });
  return zipAnswer(`evidence-${day}.zip`, files);
}
