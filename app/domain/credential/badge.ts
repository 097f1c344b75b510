import { plainLook } from "../completion-record/entry.ts";
import { type Fault, fault, isFault } from "../evidence/verification/fault.ts";
import { type CredentialTrust, type ProvenCredential, verifyCredential } from "./verification.ts";

const size = 512;
/** How many letters one line of a title holds, and how many lines there are. */
const lineLength = 22;
const mostLines = 4;

/**
 * A credential baked into a picture, as Open Badges 3.0 has it (5.3.2): an SVG whose first element carries the signed
 * credential. The picture shows what the credential claims, and no name; the signature covers the credential alone.
 */
export function bakeBadge({ name, issuer }: Shown, signed: string): string {
  const lines = linesOf(name);
  const top = size / 2 + 8 - (lines.length - 1) * 20;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 ${size} ${size}" role="img">`,
    `<openbadges:credential verify="${escaped(signed)}"></openbadges:credential>`,
    `<title>${escaped(`${name}, ${issuer.name}`)}</title>`,
    `<circle cx="256" cy="256" r="248" fill="#ffffff" stroke="${plainLook.accent}" stroke-width="10"/>`,
    `<circle cx="256" cy="256" r="232" fill="none" stroke="#c9c9c9" stroke-width="2"/>`,
    writing({ text: "Course completed", y: 132, font: 22, colour: plainLook.accent }),
    ...lines.map((text, at) => writing({ text, y: top + at * 40, font: 32, colour: "#1c1c1c" })),
    ...linesOf(issuer.name, 34).map((text, at) => writing({ text, y: 396 + at * 26, font: 20, colour: "#4a4a4a" })),
    "</svg>",
    "",
  ].join("\n");
}

/** As much of a credential as its picture shows. */
interface Shown {
  name: string;
  issuer: { name: string };
}

/**
 * Verifies a baked credential: the one that the picture carries, and that the picture shows what it says, to the byte.
 * A drawing that changes must go on being known here, as templates of certificates are.
 */
export async function verifyBadge(svg: string, trust: CredentialTrust): Promise<ProvenCredential | Fault> {
  const signed = /<openbadges:credential verify="([\w.-]+)">/.exec(svg)?.[1];
  if (signed === undefined) return fault("the picture", "carries no credential");
  const found = await verifyCredential(signed, trust);
  if (isFault(found)) return found;
  const drawn = bakeBadge({ name: found.title, issuer: { name: found.issuer } }, signed);
  return drawn === svg
    ? found
    : fault("the picture", "is not the one that is drawn for its credential: it was changed");
}

function writing({ text, y, font, colour }: { text: string; y: number; font: number; colour: string }): string {
  return `<text x="256" y="${y}" font-family="Literata, Georgia, serif" font-size="${font}" text-anchor="middle" fill="${colour}">${escaped(text)}</text>`;
}

/** A text in as few lines as it needs; what is too long for them ends in an ellipsis. */
function linesOf(text: string, length = lineLength): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const most = length === lineLength ? mostLines : 2;
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]} …`] : lines;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[^\P{Cc}\n\t]/gu, " ");
}
