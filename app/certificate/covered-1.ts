import { certificate as words } from "#app/messages/certificate.ts";
import type { Left } from "./front-1.ts";
import { ink, line, side, textWidth } from "./measures-1.ts";
import type { CertificateSheet } from "./sheet.ts";
import { artifact, group, heightOf, type Style, sheetSize, turnPage, type Writer, write } from "./tagged.ts";

const body: Style = { cut: "regular", size: 10, colour: ink, leading: 1.8 };
const lowest = sheetSize.height - 60;

/** The pages after the first: what the course covered, by whom it was written, and what identifies it. */
export function drawCovered(writer: Writer, sheet: CertificateSheet, { statements }: Left): void {
  const { description, objectives, principles, particulars, accent, course, isAgain } = sheet;
  const language = course.language === words.language ? {} : { language: course.language };
  let y = begin(writer, sheet);
  const makeRoom = (height: number) => {
    if (y + height > lowest) y = turnOn(writer);
  };
  const heading = (text: string) => {
    makeRoom(60);
    const style: Style = { cut: "semibold", size: 12, colour: accent };
    y = write(writer, { as: "H3", text, style, place: { x: side, y: y + 11, width: textWidth } }) + 3;
  };
  const paragraph = (text: string, more = {}) => {
    makeRoom(heightOf(writer, { text, style: body, width: textWidth }));
    y = write(writer, { as: "P", text, style: body, place: { x: side, y, width: textWidth }, ...more }) + 3;
  };
  const list = (items: string[]) => {
    const all = group(writer, { as: "L" });
    for (const text of items) {
      const width = textWidth - 16;
      makeRoom(heightOf(writer, { text, style: body, width }));
      const item = group(writer, { as: "LI", into: all });
      write(writer, {
        as: "Lbl",
        text: "•",
        style: { ...body, colour: accent },
        place: { x: side, y, width: 12 },
        into: item,
      });
      y =
        write(writer, { as: "LBody", text, style: body, place: { x: side + 16, y, width }, into: item, ...language }) +
        2;
      item.end();
    }
    all.end();
  };

  heading(words.description);
  paragraph(description, language);
  heading(words.objectives);
  paragraph(words.afterwards);
  list(objectives);
  if (principles.length > 0) {
    heading(words.principles);
    list(principles);
  }
  if (statements.length > 0) {
    heading(words.approvals);
    for (const statement of statements) paragraph(statement);
  }
  heading(words.particulars);
  for (const { label, value } of particulars) paragraph(`${label}: ${value}`);
  if (isAgain) paragraph(words.again);
}

function begin(writer: Writer, { accent }: CertificateSheet): number {
  turnPage(writer, words.covered);
  artifact(writer, () => drawEdge(writer, accent));
  const style: Style = { cut: "regular", size: 22, colour: ink };
  return write(writer, { as: "H2", text: words.covered, style, place: { x: side, y: 72, width: textWidth } });
}

function turnOn(writer: Writer): number {
  turnPage(writer);
  artifact(writer, () => drawEdge(writer, line));
  return 72;
}

function drawEdge({ doc }: Writer, colour: string): void {
  doc
    .lineWidth(1.4)
    .strokeColor(colour)
    .moveTo(side, 56)
    .lineTo(sheetSize.width - side, 56)
    .stroke();
}
