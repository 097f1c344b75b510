import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { draughtsman } from "#app/certificate/draw.ts";
import { addresses, addressWith } from "#app/components/addresses.ts";
import { dayIn } from "#app/domain/calendar.ts";
import { certificateFiles, listKeptCertificates } from "#app/domain/team-report/certificates.ts";
import { neverCached, zipAnswer } from "#app/http.ts";
import { keyStore } from "#app/platform/keys.ts";
import { requireReport } from "#app/team-report.server.ts";
import { db } from "#db/db.server.ts";

/** The kept certificates of the report that the address names, for whoever may read that report. None is drawn for the first time. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { asked, chosen } = await requireReport(request);
  const kept = await listKeptCertificates(db, asked);
  if (kept.length === 0) {
    const to = addressWith(addresses.teamReport, { ...chosen, page: 1, done: "no-certificates" });
    return redirect(to, { status: 303, headers: neverCached });
  }
  const files = certificateFiles(db, { ...draughtsman, seals: keyStore(), kept });
  return zipAnswer(`certificates-${dayIn(asked.now, asked.zone)}.zip`, files);
}
