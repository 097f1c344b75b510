import Markdoc, { type Node } from "@markdoc/markdoc";
import { tags } from "#app/content/tags/index.ts";

/**
 * Puts block tags where blocks stand. Markdoc reads `{% rationale %}…{% /rationale %}` on one line as part of the
 * paragraph around it; here such a tag becomes a block of its own, with its text as a paragraph. One that shares its
 * line with other words is reported and stays.
 */
export function settle(node: Node, notAlone: (tag: Node) => void): void {
  node.children = node.children.flatMap((child) => (child.type === "paragraph" ? split(child, notAlone) : [child]));
  for (const child of node.children) settle(child, notAlone);
}

function split(paragraph: Node, notAlone: (tag: Node) => void): Node[] {
  const words = paragraph.children.flatMap((child) => (child.type === "inline" ? child.children : [child]));
  if (!words.some(isBlockTag)) return [paragraph];
  const blocks: Node[] = [];
  let run: Node[] = [];
  const endRun = () => {
    if (run.some((node) => !isGap(node))) blocks.push(paragraphOf(run, paragraph));
    run = [];
  };
  for (const [at, node] of words.entries()) {
    if (!isBlockTag(node)) {
      run.push(node);
      continue;
    }
    if (!endsLine(words[at - 1]) || !endsLine(words[at + 1])) notAlone(node);
    endRun();
    blocks.push(asBlock(node));
  }
  endRun();
  return blocks;
}

function asBlock(tag: Node): Node {
  tag.inline = false;
  if (tag.children.some((child) => !isGap(child))) tag.children = [paragraphOf(tag.children, tag)];
  return tag;
}

function paragraphOf(words: Node[], like: Node): Node {
  const inline = new Markdoc.Ast.Node("inline", {}, trimmed(words));
  const paragraph = new Markdoc.Ast.Node("paragraph", {}, [inline]);
  inline.lines = like.lines;
  paragraph.lines = like.lines;
  return paragraph;
}

function trimmed(words: Node[]): Node[] {
  const first = words.findIndex((node) => !isGap(node));
  const last = words.findLastIndex((node) => !isGap(node));
  return words.slice(first, last + 1);
}

function isBlockTag(node: Node): boolean {
  return node.type === "tag" && tags.get(node.tag ?? "")?.place === "block";
}

function endsLine(neighbour: Node | undefined): boolean {
  return neighbour === undefined || neighbour.type === "softbreak" || isBlockTag(neighbour);
}

function isGap(node: Node): boolean {
  return node.type === "softbreak" || (node.type === "text" && String(node.attributes.content).trim() === "");
}
