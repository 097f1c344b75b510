import { certificate as words } from "#app/messages/certificate.ts";
import { drawCovered } from "./covered-1.ts";
import { drawFront } from "./front-1.ts";
import { soft } from "./measures-1.ts";
import type { CertificateSheet } from "./sheet.ts";
import { artifact, closeFile, openFile, sheetSize, type Writer } from "./tagged.ts";

/** The certificate on its first page, upright on A4; what the course covered on the pages after it. */
export async function drawFirstTemplate(sheet: CertificateSheet): Promise<Buffer> {
  const { issuedAt, provider, course, contentHash } = sheet;
  const keywords = `${course.release}; ${contentHash}`;
  const writer = openFile({ issuedAt, author: provider, keywords });
  const left = drawFront(writer, sheet);
  drawCovered(writer, sheet, left);
  finishPages(writer, sheet);
  return closeFile(writer);
}

/** What stands on every page: its number, and across a sample what it is. */
function finishPages(writer: Writer, { isSample, accent }: CertificateSheet): void {
  const { doc } = writer;
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    artifact(writer, () => drawNumber(writer, { page: page + 1, count }), "Pagination");
    if (isSample) artifact(writer, () => drawSample(writer, accent), "Layout");
  }
}

function drawNumber({ doc }: Writer, { page, count }: { page: number; count: number }): void {
  doc
    .font("regular")
    .fontSize(8)
    .fillColor(soft)
    .text(words.page(page, count), 0, sheetSize.height - 24, { width: sheetSize.width, align: "center" });
}

function drawSample({ doc }: Writer, accent: string): void {
  const { width, height } = sheetSize;
  doc
    .save()
    .rotate(-52, { origin: [width / 2, height / 2] })
    .font("semibold")
    .fontSize(140)
    .fillColor(accent)
    .fillOpacity(0.13)
    .text(words.sample, width / 2 - 500, height / 2 - 95, { width: 1000, align: "center" })
    .restore();
}
