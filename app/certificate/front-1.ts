import { certificate as words } from "#app/messages/certificate.ts";
import { ink, line, side, soft, textWidth } from "./measures-1.ts";
import { squaresOf } from "./qr.ts";
import type { CertificateSheet, Fact } from "./sheet.ts";
import {
  artifact,
  figure,
  heightOf,
  type Place,
  type Style,
  sheetSize,
  turnPage,
  type Writer,
  write,
  writeLink,
} from "./tagged.ts";

const label: Style = { cut: "semibold", size: 8, colour: soft };
const small: Style = { cut: "regular", size: 8.5, colour: soft, leading: 1.5 };
const beside: Style = { ...small, size: 9 };
const qrSide = 78;
/** Over what height the words of approvals belong on the next page. */
const mostOfApprovals = 84;

/** What did not find room on the first page. */
export interface Left {
  statements: string[];
}

/** The first page: who, what, when, how much; who says so, and where to ask. */
export function drawFront(writer: Writer, sheet: CertificateSheet): Left {
  turnPage(writer, words.title);
  artifact(writer, () => drawFrame(writer, sheet.accent));
  const head = drawHead(writer, sheet);
  const { top, left } = footHeight(writer, sheet);
  const middle = middleOf(writer, sheet);
  const free = top - head - middle.reduce((sum, { height, before }) => sum + height + before, 0);
  const gaps = middle.reduce((sum, { before }) => sum + before, 0);
  // Where much is to be printed, it stands closer together rather than over the foot.
  const closer = free < 0 ? Math.max(0, 1 + free / gaps) : 1;
  let y = head + Math.max(0, free * 0.4);
  for (const { before, height, draw } of middle) {
    draw(y + before * closer);
    y += before * closer + height;
  }
  drawFoot(writer, sheet, top);
  return left;
}

function drawFrame({ doc }: Writer, accent: string): void {
  const { width, height } = sheetSize;
  doc
    .lineWidth(1.4)
    .strokeColor(accent)
    .rect(34, 34, width - 68, height - 68)
    .stroke();
  doc
    .lineWidth(0.4)
    .strokeColor(line)
    .rect(39, 39, width - 78, height - 78)
    .stroke();
}

function drawHead(writer: Writer, { logo, provider, accent }: CertificateSheet): number {
  let y = 70;
  if (logo) {
    const scale = Math.min(190 / logo.width, 58 / logo.height, 1);
    const [width, height] = [logo.width * scale, logo.height * scale];
    const x = (sheetSize.width - width) / 2;
    const box: [number, number, number, number] = [x, y, x + width, y + height];
    figure(writer, { alt: logo.alt, box, draw: () => void writer.doc.image(logo.bytes, x, y, { width, height }) });
    y += height + 12;
  } else {
    y += 10;
  }
  const style: Style = { cut: "semibold", size: 12, colour: accent, align: "center" };
  return write(writer, { as: "P", text: provider, style, place: across(y) }) + 6;
}

interface Part {
  before: number;
  height: number;
  draw(y: number): void;
}

function middleOf(writer: Writer, sheet: CertificateSheet): Part[] {
  const { accent, name, licences, course, facts, lines, isSample } = sheet;
  const centred = (cut: Style["cut"], size: number, colour: string): Style => ({ cut, size, colour, align: "center" });
  const text = (before: number, as: "H1" | "P", text: string, style: Style, more = {}): Part => ({
    before,
    height: heightOf(writer, { text, style, width: textWidth }),
    draw: (y) => void write(writer, { as, text, style, place: across(y), ...more }),
  });
  const nameStyle = fitted(writer, name.shown, { ...centred("semibold", 31, ink), leading: 1 }, 78);
  const titleStyle = fitted(writer, course.title, { ...centred("semibold", 19, ink), leading: 2 }, 80);
  const licenceStyle = fitted(writer, licences.join("; "), centred("regular", 10.5, soft), 30);
  const language = course.language === words.language ? {} : { language: course.language };
  return [
    ...(isSample ? [text(0, "P", words.sampleNote, centred("italic", 11, accent))] : []),
    text(8, "H1", words.title, centred("regular", 33, ink)),
    { before: 10, height: 2, draw: (y) => artifact(writer, () => drawRule(writer, y, accent)) },
    text(20, "P", words.certifies, centred("italic", 13, soft)),
    text(8, "P", name.shown, nameStyle, name.shown === name.whole ? {} : { actual: name.whole }),
    ...(licences.length > 0 ? [text(5, "P", licences.join("; "), licenceStyle)] : []),
    text(14, "P", words.completed, centred("italic", 13, soft)),
    text(8, "P", course.title, titleStyle, language),
    text(6, "P", course.release, centred("regular", 10, soft)),
    { before: 24, height: 46, draw: (y) => drawFacts(writer, facts, y, accent) },
    ...lines.map((line, at) => text(at === 0 ? 18 : 3, "P", line, centred("regular", 9.5, soft))),
  ];
}

/** A text in the largest size at which it stands within this height, half of the wanted one at least. */
function fitted(writer: Writer, text: string, style: Style, most: number, width = textWidth): Style {
  let size = style.size;
  while (size > style.size / 2 && heightOf(writer, { text, style: { ...style, size }, width }) > most) {
    size -= 0.5;
  }
  return { ...style, size };
}

function drawRule({ doc }: Writer, y: number, accent: string): void {
  const middle = sheetSize.width / 2;
  doc
    .lineWidth(1.4)
    .strokeColor(accent)
    .moveTo(middle - 30, y)
    .lineTo(middle + 30, y)
    .stroke();
}

function drawFacts(writer: Writer, facts: Fact[], y: number, accent: string): void {
  const width = textWidth / facts.length;
  for (const [at, fact] of facts.entries()) {
    const place = { x: side + at * width + 6, y: y + 6, width: width - 12 };
    const style: Style = { ...label, colour: accent, align: "center" };
    const value: Style = { cut: "regular", size: 13, colour: ink, align: "center" };
    const after = write(writer, { as: "P", text: fact.label, style, place });
    write(writer, { as: "P", text: fact.value, style: value, place: { ...place, y: after + 3 } });
    if (at > 0) artifact(writer, () => drawDivide(writer, side + at * width, y));
  }
}

function drawDivide({ doc }: Writer, x: number, y: number): void {
  doc
    .lineWidth(0.6)
    .strokeColor(line)
    .moveTo(x, y + 4)
    .lineTo(x, y + 42)
    .stroke();
}

/** The paragraphs at the foot, and where they begin. */
function footHeight(writer: Writer, sheet: CertificateSheet): { top: number; left: Left } {
  const { paragraphs, left } = footWords(writer, sheet);
  const words = paragraphs.reduce(
    (sum, text) => sum + heightOf(writer, { text, style: small, width: textWidth }) + 3,
    0,
  );
  return { top: sheetSize.height - 58 - words - qrSide - 34, left };
}

function footWords(writer: Writer, { approvals, statement, advice }: CertificateSheet) {
  const whole = approvals.flatMap(({ line, statement }) => [line, statement]);
  const height = whole.reduce((sum, text) => sum + heightOf(writer, { text, style: small, width: textWidth }) + 3, 0);
  const fits = height <= mostOfApprovals;
  const shown = fits ? whole : approvals.map(({ line }) => line).slice(0, 4);
  const statements = fits ? [] : whole;
  return { paragraphs: [...shown, ...(statement ? [statement] : []), advice], left: { statements } };
}

function drawFoot(writer: Writer, sheet: CertificateSheet, top: number): void {
  const y = top + 14;
  drawSignature(writer, sheet, y);
  drawVerification(writer, sheet, y);
  let end = y + qrSide + 14;
  for (const text of footWords(writer, sheet).paragraphs) {
    end = write(writer, { as: "P", text, style: { ...small, align: "center" }, place: across(end) }) + 3;
  }
}

function drawSignature(writer: Writer, { signature, provider, issuedOn }: CertificateSheet, top: number): void {
  const width = textWidth - qrSide - 210;
  const place = (y: number): Place => ({ x: side, y, width });
  const lines = signature ? [signature.credential, words.signedBy, issuedOn] : [words.unsigned, provider, issuedOn];
  const under = lines.map((text) => ({ text, height: heightOf(writer, { text, style: beside, width }) }));
  let y = top + qrSide - under.reduce((sum, { height }) => sum + height, 0);
  if (signature) {
    const style: Style = fitted(writer, signature.name, { cut: "italic", size: 16, colour: ink }, y - top, width);
    const height = heightOf(writer, { text: signature.name, style, width });
    write(writer, { as: "P", text: signature.name, style, place: place(y - 9 - height) });
    artifact(writer, () => drawLine(writer, { x: side, y: y - 6, width }));
  }
  for (const { text } of under) y = write(writer, { as: "P", text, style: beside, place: place(y) });
}

function drawLine({ doc }: Writer, { x, y, width }: Place): void {
  doc
    .lineWidth(0.6)
    .strokeColor(ink)
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke();
}

function drawVerification(writer: Writer, { accent, verification }: CertificateSheet, top: number): void {
  const { address, code } = verification;
  const x = sheetSize.width - side - qrSide;
  drawCode(writer, { x, y: top, address });
  const place = (y: number): Place => ({ x: x - 206, y, width: 194 });
  const right: Style = { ...beside, align: "right" };
  const title = (text: string, colour: string, y: number) =>
    write(writer, { as: "P", text, style: { ...label, colour, align: "right" }, place: place(y) });
  const shown = address.slice(0, address.lastIndexOf("/"));
  let y = title(words.verifyAt, accent, top + 4);
  y = writeLink(writer, { address, shown, alt: words.verifyLink(address), style: right, place: place(y + 2) });
  y = title(words.code, soft, y + 6);
  write(writer, { as: "P", text: code, style: right, place: place(y + 2) });
}

function drawCode(writer: Writer, { x, y, address }: { x: number; y: number; address: string }): void {
  const { size, runs } = squaresOf(address);
  const module = qrSide / size;
  figure(writer, {
    alt: words.qr(address),
    box: [x, y, x + qrSide, y + qrSide],
    draw: () => {
      for (const run of runs) writer.doc.rect(x + run.x * module, y + run.y * module, run.length * module, module);
      writer.doc.fill(ink);
    },
  });
}

function across(y: number): Place {
  return { x: side, y, width: textWidth };
}
