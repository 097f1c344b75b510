import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMay } from "#app/auth.server.ts";
import { drawSheet } from "#app/certificate/draw.ts";
import { sheetOf } from "#app/certificate/sheet.ts";
import { sampleRecord } from "#app/domain/certificate/sample.ts";
import { orNotFound, pdfAnswer } from "#app/http.ts";
import { certificate as words } from "#app/messages/certificate.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

/** What a certificate issued now would look like, marked as a sample. It is kept nowhere and has no number. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { practice } = await requireMay(request, "see sample certificates");
  const asked = { practice, name: words.sampleName, url: settings().url, now: now() };
  const sample = orNotFound(await sampleRecord(db, asked));
  return pdfAnswer(await drawSheet(sheetOf({ ...sample, isSample: true })), "sample.pdf");
}
