import type { CertificateSheet } from "./sheet.ts";
import { drawFirstTemplate } from "./template-1.ts";

/** Every template that ever drew a certificate, by its number. One is never edited: a change is the next number. */
const templates: Record<number, (sheet: CertificateSheet) => Promise<Buffer>> = { 1: drawFirstTemplate };

/** The one that draws certificates now. */
export const presentTemplate = 1;

/** Draws a certificate as a PDF; the same sheet by the same template is the same bytes. */
export function drawCertificate(sheet: CertificateSheet, template = presentTemplate): Promise<Buffer> {
  const draw = templates[template];
  if (!draw) throw new Error(`No template ${template} for certificates.`);
  return draw(sheet);
}
