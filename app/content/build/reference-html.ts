import type { Node } from "#app/domain/course/text.ts";
import { joined } from "./elements.ts";

/**
 * What a citation library prints, as nodes: emphasis, links to https and text. Every other element leaves its text, and
 * nothing else of it.
 */
export function nodesFromHtml(html: string): Node[] {
  const root: Open = { tag: "", href: null, children: [] };
  const open: Open[] = [root];
  for (const [token] of html.trim().matchAll(/<[^>]*>|[^<]+/g)) {
    const parent = open.at(-1) ?? root;
    const tag = /^<(\/?)([a-z]+)/.exec(token);
    if (!token.startsWith("<")) parent.children.push(decoded(token));
    else if (tag?.[1] === "/" && open.length > 1) close(open);
    else if (tag) open.push({ tag: tag[2] ?? "", href: hrefIn(token), children: [] });
  }
  while (open.length > 1) close(open);
  return trimmed(joined(root.children));
}

/** The same as text alone. */
export function textFromHtml(html: string): string {
  return decoded(html.replace(/<[^>]*>/g, "")).trim();
}

interface Open {
  tag: string;
  href: string | null;
  children: Node[];
}

function close(open: Open[]): void {
  const last = open.pop();
  const parent = open.at(-1);
  if (!last || !parent) return;
  const children = joined(last.children);
  if (last.tag === "i" || last.tag === "em") parent.children.push({ name: "em", children });
  else if (last.tag === "a" && last.href)
    parent.children.push({ name: "a", attributes: { href: last.href }, children });
  else parent.children.push(...children);
}

function hrefIn(token: string): string | null {
  const href = /\shref="([^"]*)"/.exec(token)?.[1];
  return href?.startsWith("https://") ? decoded(href) : null;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (all, decimal, hexadecimal, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hexadecimal) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    return entities[name] ?? all;
  });
}

/** Without the blanks that stand around an entry in its element. */
function trimmed(nodes: Node[]): Node[] {
  const [first, ...rest] = nodes;
  const begun = typeof first === "string" ? [first.trimStart(), ...rest] : nodes;
  const last = begun.at(-1);
  return joined(typeof last === "string" ? [...begun.slice(0, -1), last.trimEnd()] : begun);
}
