/** A text that is attached to a PDF under a name. */
export interface Attachment {
  name: string;
  /** What it is, for who opens the list of attachments. */
  description: string;
  text: string;
}

/**
 * A PDF with a text attached, as an incremental update (ISO 32000-1, 7.5.6 and 7.11.4): the bytes of before stand
 * unchanged in front. The same file and text are the same bytes. Names and descriptions are plain ASCII. Throws for a
 * file that is not written as our certificates are.
 */
export function attachTo(pdf: Buffer, attachment: Attachment): Buffer {
  const { names, size, previous, trailer } = readEnd(pdf);
  const [file, specification] = [size, size + 1];
  const objects = [
    {
      id: names.id,
      text: `<<${names.entries}/EmbeddedFiles << /Names [(${attachment.name}) ${specification} 0 R] >>\n>>`,
    },
    { id: file, text: streamOf(attachment.text) },
    { id: specification, text: specificationOf(attachment, file) },
  ];
  const parts = [pdf];
  const places: number[] = [];
  let length = pdf.length;
  const add = (text: string) => {
    const bytes = Buffer.from(text);
    parts.push(bytes);
    length += bytes.length;
  };
  for (const { id, text } of objects) {
    places.push(length);
    add(`${id} 0 obj\n${text}\nendobj\n`);
  }
  const start = length;
  const lines = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`);
  add(`xref\n${names.id} 1\n${lines[0]}${file} 2\n${lines.slice(1).join("")}`);
  add(`trailer\n<<\n/Size ${size + 2}\n${trailer}/Prev ${previous}\n>>\nstartxref\n${start}\n${end}`);
  return Buffer.concat(parts);
}

/** A file as it was before something was attached, and the text; undefined for one without, or not written as ours are. */
export function detachFrom(file: Buffer): { pdf: Buffer; text: string } | undefined {
  const last = file.lastIndexOf(end);
  const before = file.lastIndexOf(end, last - 1);
  if (before < 0 || last + end.length !== file.length) return undefined;
  const pdf = file.subarray(0, before + end.length);
  const from = file.indexOf(opening, pdf.length);
  const to = file.lastIndexOf(closing);
  return from < 0 || to < from ? undefined : { pdf, text: file.toString("utf8", from + opening.length, to) };
}

const end = "%%EOF\n";
const opening = ">>\nstream\n";
const closing = "\nendstream";

function streamOf(text: string): string {
  const length = Buffer.byteLength(text);
  const about = `/Type /EmbeddedFile\n/Subtype /application#2Fjson\n/Params << /Size ${length} >>\n/Length ${length}`;
  return `<<\n${about}\n${opening}${text}${closing}`;
}

/** Both names are wanted of a file specification in a PDF for everybody (ISO 14289-1, 7.11). */
function specificationOf({ name, description }: Attachment, file: number): string {
  const names = `/F (${name})\n/UF (${name})\n/Desc (${description})`;
  return `<<\n/Type /Filespec\n${names}\n/AFRelationship /Data\n/EF << /F ${file} 0 R /UF ${file} 0 R >>\n>>`;
}

/** What an update has to go on from: the dictionary of names, and the trailer. */
function readEnd(pdf: Buffer) {
  const text = pdf.toString("latin1");
  const [, size, kept = "", previous = ""] =
    /trailer\n<<\n\/Size (\d+)\n((?:\/[^\n]+\n)+)>>\nstartxref\n(\d+)\n%%EOF\n$/.exec(text) ?? [];
  const root = /^\/Root (\d+) 0 R$/m.exec(kept)?.[1] ?? "";
  const catalog = objectIn(text, root) ?? "";
  const id = /^\/Names (\d+) 0 R$/m.exec(catalog)?.[1] ?? "";
  const entries = objectIn(text, id);
  if (size === undefined || entries === undefined) throw new Error("This PDF is not written as ours are.");
  return { size: Number(size), trailer: kept, previous, names: { id: Number(id), entries } };
}

/** What stands within the brackets of an object that is a dictionary. */
function objectIn(text: string, id: string): string | undefined {
  const head = `\n${id} 0 obj\n<<`;
  const from = text.indexOf(head);
  const to = text.indexOf(">>\nendobj\n", from);
  return id === "" || from < 0 || to < 0 ? undefined : text.slice(from + head.length, to);
}
