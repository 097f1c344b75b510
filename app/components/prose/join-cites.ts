import type { Element, Node } from "#app/domain/course/text.ts";

/** Citations that stand side by side become one `cites`, so that they share one pair of brackets. */
export function joinCites(nodes: Node[]): Node[] {
  const joined: Node[] = [];
  let cites: Node[] | undefined;
  for (const [index, node] of nodes.entries()) {
    if (cites && isSpace(node) && isCite(nodes[index + 1])) continue;
    if (!isCite(node)) {
      cites = undefined;
      joined.push(node);
    } else if (cites) {
      cites.push(node);
    } else {
      cites = [node];
      joined.push({ name: "cites", children: cites });
    }
  }
  return joined;
}

function isCite(node: Node | undefined): node is Element {
  return typeof node === "object" && node.name === "cite";
}

function isSpace(node: Node): boolean {
  return typeof node === "string" && node.trim() === "";
}
