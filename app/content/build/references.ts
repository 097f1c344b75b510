import { createRequire } from "node:module";
import type citeproc from "citeproc";
import type { CslEntry } from "#app/content/read/references.ts";
import type { Reference } from "#app/domain/course.ts";
import { nodesFromHtml, textFromHtml } from "./reference-html.ts";

/**
 * The cited entries as a reference list prints them and as the text does ("Rayson & Alba, 2019"), in the list's order:
 * APA 7, by citeproc-js and the style that comes with citation-js.
 */
export function formatReferences(entries: CslEntry[]): Reference[] {
  if (entries.length === 0) return [];
  const { engine, items } = kept ?? begin();
  items.clear();
  // The engine remembers items by id, so that each list has ids of its own.
  list += 1;
  const byKey = new Map(entries.map((entry, at) => [`${list}-${at}`, entry]));
  for (const [key, entry] of byKey) items.set(key, { ...itemOf(entry), id: key });
  engine.updateItems([...byKey.keys()]);
  const printed = engine.makeBibliography();
  if (!printed) throw new Error("The style prints no list of references.");
  const [{ entry_ids: order }, lines] = printed;
  return order.flatMap(([key = ""], at) => {
    const entry = byKey.get(key);
    return entry
      ? [toReference(entry, { line: lines[at] ?? "", cited: engine.makeCitationCluster([{ id: key }]) })]
      : [];
  });
}

type Engine = InstanceType<typeof citeproc.Engine>;

/** Made when the first list is asked for, and kept: to read the style takes longer than to compile a course. */
let kept: { engine: Engine; items: Map<string, object> } | undefined;
let list = 0;

function begin(): NonNullable<typeof kept> {
  const require = createRequire(import.meta.url);
  const { Engine }: typeof citeproc = require("citeproc");
  const styles: Record<string, string> = require("@citation-js/plugin-csl/lib/styles.json");
  const locales: Record<string, string> = require("@citation-js/plugin-csl/lib/locales.json");
  const items = new Map<string, object>();
  const system = {
    retrieveLocale: () => locales["en-US"] ?? "",
    retrieveItem: (id: string) => items.get(id) ?? {},
  };
  const engine = new Engine(system, styles.apa ?? "", "en-US", true);
  engine.opt.development_extensions.wrap_url_and_doi = true;
  kept = { engine, items };
  return kept;
}

/** What the style is to print. A note holds the source's limits, for authors; citeproc would read it as more fields. */
function itemOf({ note: _, PMCID, URL: address, ...entry }: CslEntry): object {
  const ofArticle = PMCID && !entry.DOI ? `https://pmc.ncbi.nlm.nih.gov/articles/${PMCID}/` : undefined;
  const web = address?.startsWith("https://") ? address : ofArticle;
  const { title, number, publisher, author } = entry;
  // The style would call any number of a law a Public Law of the United States.
  const law = { title: `${title}, ${number}`, "title-short": title, number: undefined };
  const [only] = author.length === 1 ? author : [];
  const itself = only && "literal" in only && only.literal === publisher;
  return {
    ...entry,
    ...(entry.type === "legislation" && number ? law : {}),
    ...(itself ? { publisher: undefined } : {}),
    ...(web ? { URL: web } : {}),
  };
}

function toReference({ id, note }: CslEntry, { line, cited }: { line: string; cited: string }): Reference {
  const short = textFromHtml(cited.replace(others, " et al.")).replace(/^\(|\)$/g, "");
  return { id, entry: nodesFromHtml(withoutRetrieval(line.replace(others, ", et al."))), short, limits: note ?? null };
}

/** Names whose list is not known whole: CSL has no word for it, and takes "et al." for a name. */
const others = /,? &#38; et al\./g;

/** The style asks for the day of retrieval where a work has no date; there is none to print. */
function withoutRetrieval(html: string): string {
  return html.replace(/ Retrieved (?:from )?(?=<a )/g, " ");
}
