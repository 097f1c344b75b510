import type { Node } from "#app/domain/course/text.ts";

/** Elements within a line: a quotation may begin before one and end after it. Code is left as it is typed. */
const withinLine = new Set(["strong", "em", "a", "term", "quoted", "lesson-link"]);

/** The straight quotes and apostrophes that authors type as the curly ones that readers know. */
export function withCurlyQuotes(nodes: Node[], line = { before: "" }): Node[] {
  return nodes.map((node) => {
    if (typeof node === "string") return curl(node, line);
    if (node.name === "code") return node;
    const inner = withinLine.has(node.name) ? line : { before: "" };
    const children = node.children && withCurlyQuotes(node.children, inner);
    if (!withinLine.has(node.name)) line.before = node.name === "br" ? "" : "x";
    return { ...node, children };
  });
}

/** The same for a text that stands in no element. */
export function curled(text: string): string {
  return curl(text, { before: "" });
}

/** A quote opens after a space, a bracket, a dash or another opening quote; else it closes or leaves a letter out. */
function curl(text: string, line: { before: string }): string {
  let curled = "";
  for (const character of text) {
    const opens = /^$|[\s([{“‘–—]/u.test(line.before);
    const shown = character === '"' ? (opens ? "“" : "”") : character === "'" ? (opens ? "‘" : "’") : character;
    curled += shown;
    line.before = shown;
  }
  return curled;
}
