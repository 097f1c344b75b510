import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The three cuts of the reading face that certificates embed (app/fonts/print). */
export const cuts = ["regular", "semibold", "italic"] as const;
export type Cut = (typeof cuts)[number];

const files = new Map<Cut, Buffer>();

/** The bytes of a cut, read once; from the program's own folder, in which every process of ours runs. */
export function cutFile(cut: Cut): Buffer {
  const bytes = files.get(cut) ?? readFileSync(resolve("app/fonts/print", `literata-${cut}.ttf`));
  files.set(cut, bytes);
  return bytes;
}

let letters: Set<number> | undefined;

/** What stands for a letter that the face lacks: no PDF for everybody may show a missing glyph (ISO 14289-1, 7.21.8). */
const standIn = "?";

/** A text with the letters that the face has; what it lacks is shown by a sign. */
export function printable(text: string): string {
  return [...text.normalize("NFC")].map((letter) => (isDrawn(letter) ? letter : standIn)).join("");
}

/** The letters of a text that the face lacks, each once: a form says so before anything is printed. */
export function unprintableIn(text: string): string[] {
  return [...new Set(text.normalize("NFC"))].filter((letter) => !isDrawn(letter));
}

function isDrawn(letter: string): boolean {
  letters ??= lettersOf(cutFile("regular"));
  return letters.has(letter.codePointAt(0) ?? 0);
}

/** The code points of a TrueType file: its Unicode table of format 4 (OpenType, `cmap`). */
export function lettersOf(font: Buffer): Set<number> {
  const cmap = tableAt(font, "cmap");
  const count = font.readUInt16BE(cmap + 2);
  const tables = Array.from({ length: count }, (_, at) => cmap + font.readUInt32BE(cmap + 4 + at * 8 + 4));
  const table = tables.find((at) => font.readUInt16BE(at) === 4);
  if (table === undefined) throw new Error("The face of certificates has no table of letters.");
  const segments = font.readUInt16BE(table + 6) / 2;
  const found = new Set<number>();
  for (let segment = 0; segment < segments; segment++) {
    const last = font.readUInt16BE(table + 14 + segment * 2);
    const first = font.readUInt16BE(table + 16 + segments * 2 + segment * 2);
    for (let letter = first; letter <= last && letter !== 0xffff; letter++) found.add(letter);
  }
  return found;
}

function tableAt(font: Buffer, name: string): number {
  const count = font.readUInt16BE(4);
  const records = Array.from({ length: count }, (_, at) => 12 + at * 16);
  const record = records.find((at) => font.toString("latin1", at, at + 4) === name);
  if (record === undefined) throw new Error(`The face of certificates has no table ${name}.`);
  return font.readUInt32BE(record + 8);
}
