import type { CslEntry } from "#app/content/read/references.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Reference } from "#app/domain/course.ts";
import { joined } from "./elements.ts";

/** Kinds whose title stands alone, in italics; the others are parts of what their container names. */
const whole = [
  "book",
  "report",
  "document",
  "webpage",
  "post-weblog",
  "thesis",
  "legislation",
  "legal_case",
  "pamphlet",
  "standard",
];

/**
 * The cited entries as a reference list prints them and as the text does ("Rayson & Alba, 2019"), in the list's
 * order. Close to APA 7: of several works with one name and year, each has a letter after the year.
 */
export function formatReferences(entries: CslEntry[]): Reference[] {
  const keyed = entries.map((entry) => ({ entry, key: sortKey(entry), short: plainShort(entry) }));
  const sorted = keyed.sort((a, b) => a.key.localeCompare(b.key, "en"));
  const alike = Map.groupBy(sorted, ({ short }) => short);
  return sorted.map((one) => {
    const group = alike.get(one.short) ?? [];
    const letter = group.length > 1 ? letterFor(group.indexOf(one)) : "";
    const { entry } = one;
    const year = yearOf(entry) + (yearOf(entry) === "n.d." && letter ? `-${letter}` : letter);
    const short = `${shortNames(entry)}, ${year}`;
    return { id: entry.id, entry: joined(entryOf(entry, year)), short, limits: entry.note ?? null };
  });
}

/** a to z, then aa, ab and so on. */
function letterFor(at: number): string {
  const letter = String.fromCharCode(97 + (at % 26));
  return at < 26 ? letter : letterFor(Math.floor(at / 26) - 1) + letter;
}

function entryOf(entry: CslEntry, year: string): Node[] {
  const names = fullNames(entry);
  const title = ended(entry.title);
  const alone = whole.includes(entry.type);
  const detail = detailOf(entry);
  const stop = detail === "" && /[?!]$/.test(entry.title) ? "" : ".";
  const heading: Node[] = alone ? [{ name: "em", children: [withoutStop(entry.title)] }, detail, stop] : [title];
  const begin: Node[] = names ? [`${ended(names)} (${year}). `, ...heading] : [...heading, ` (${year}).`];
  return [...begin, ...containerOf(entry), ...publisherOf(entry), ...addressOf(entry)];
}

/** After a title that stands alone: where a case or a law is found; in brackets a report's number or what it is. */
function detailOf({ type, number, genre }: CslEntry): string {
  if (type === "legal_case" || type === "legislation") return number ? `, ${number}` : "";
  const inner = [genre, number && !genre ? `No. ${number}` : number].filter(Boolean).join(" ");
  return inner === "" ? "" : ` (${inner})`;
}

/** *Journal*, *34*(3), 392–408. */
function containerOf({ type, volume, issue, page, "container-title": container }: CslEntry): Node[] {
  if (!container) return [];
  const within = type === "chapter" || type === "paper-conference" ? " In " : " ";
  const pages = page && dashed(page);
  const numbers: Node[] = volume
    ? [", ", { name: "em", children: [volume] }, issue ? `(${dashed(issue)})` : ""]
    : issue
      ? [`, (${dashed(issue)})`]
      : [];
  return [within, { name: "em", children: [container] }, ...numbers, pages ? `, ${pages}` : "", "."];
}

function publisherOf({ type, publisher, author }: CslEntry): Node[] {
  const itself = author.length === 1 && author[0] && "literal" in author[0] && author[0].literal === publisher;
  return publisher && !itself && type !== "article-journal" ? [` ${ended(publisher)}`] : [];
}

function addressOf({ DOI, PMCID, URL: address }: CslEntry): Node[] {
  if (DOI) return [" ", link(`https://doi.org/${DOI.replace(/^https?:\/\/(dx\.)?doi\.org\//, "")}`)];
  if (PMCID) return [" ", link(`https://pmc.ncbi.nlm.nih.gov/articles/${PMCID}/`)];
  return address?.startsWith("https://") ? [" ", link(address)] : [];
}

function link(href: string): Node {
  return { name: "a", attributes: { href }, children: [href] };
}

type Name = CslEntry["author"][number];

/** "Rayson, J., & Alba, B."; up to twenty, then the first nineteen, an ellipsis and the last. */
function fullNames({ author }: CslEntry): string {
  const open = author.some(isOthers);
  const names = author.filter((name) => !isOthers(name)).map(fullName);
  if (open) return `${names.join(", ")}, et al.`;
  if (names.length > 20) return `${names.slice(0, 19).join(", ")}, … ${names.at(-1)}`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")}, & ${last}`;
}

function fullName(name: Name): string {
  if ("literal" in name && typeof name.literal === "string") return name.literal;
  const { family, given } = name;
  return given ? `${String(family)}, ${initials(String(given))}` : String(family);
}

/** "John F." and "J. F." alike become "J. F."; "Jean-Paul" becomes "J.-P.". */
function initials(given: string): string {
  const names = given
    .replace(/\.-/g, "-")
    .split(/[\s.]+/)
    .filter(Boolean);
  return names
    .map((name) =>
      name
        .split("-")
        .map((part) => `${part.charAt(0).toUpperCase()}.`)
        .join("-"),
    )
    .join(" ");
}

/** "Rayson & Alba"; three or more: "Bloomquist et al."; without an author the beginning of the title. */
function shortNames({ author, title }: CslEntry): string {
  const names = author.filter((name) => !isOthers(name)).map(shortName);
  const [first, second] = names;
  if (!first) return `“${beginningOf(title)}”`;
  if (names.length > 2 || names.length < author.length) return `${first} et al.`;
  return second ? `${first} & ${second}` : first;
}

/** Up to the first colon where that is short, else four words. */
function beginningOf(title: string): string {
  const words = (title.split(/[:;]/)[0] ?? title).trim().split(/\s+/);
  return (words.length > 6 ? words.slice(0, 4) : words).join(" ");
}

function shortName(name: Name): string {
  return "literal" in name && typeof name.literal === "string" ? name.literal : String(name.family);
}

function isOthers(name: Name): boolean {
  return "literal" in name && /^(et al\.?|and others)$/i.test(String(name.literal));
}

function yearOf({ issued }: CslEntry): string {
  const year = issued?.["date-parts"]?.[0]?.[0];
  if (!year) return "n.d.";
  return issued?.circa ? `ca. ${year}` : year;
}

function plainShort(entry: CslEntry): string {
  return `${shortNames(entry)}, ${yearOf(entry)}`;
}

function sortKey(entry: CslEntry): string {
  return `${fullNames(entry) || entry.title} ${yearOf(entry)} ${entry.title}`;
}

/** A range with a dash, as it is set. */
function dashed(range: string): string {
  return range.replace(/-/g, "–");
}

function ended(words: string): string {
  return /[.?!]["”']?$/.test(words) ? words : `${words}.`;
}

function withoutStop(words: string): string {
  return words.replace(/\.$/, "");
}
