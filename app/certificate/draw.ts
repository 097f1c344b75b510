import type { Draughtsman, Drawing } from "#app/domain/certificate.ts";
import { type CertificateSheet, sheetOf } from "./sheet.ts";
import { drawFirstTemplate } from "./template-1.ts";

/** Every template that ever drew a certificate, by its number. One is never edited: a change is the next number. */
const templates: Record<number, (sheet: CertificateSheet) => Promise<Buffer>> = { 1: drawFirstTemplate };

/** Draws a sheet as a PDF; the same sheet by the same template is the same bytes. */
export function drawSheet(sheet: CertificateSheet, template = draughtsman.template): Promise<Buffer> {
  const draw = templates[template];
  if (!draw) throw new Error(`No template ${template} for certificates.`);
  return draw(sheet);
}

/** Draws the certificates of records, new ones by the newest template. */
export const draughtsman: Draughtsman = {
  template: 1,
  draw({ record: { entry, person, issuedAt }, logo, template, isAgain }: Drawing) {
    return drawSheet(sheetOf({ entry, person, issuedAt, logo, isAgain }), template);
  },
};
