import { nodes as schemas } from "#app/content/nodes/index.ts";
import type { Written } from "#app/content/read/document.ts";
import type { Linked } from "#app/content/tag.ts";
import { tags } from "#app/content/tags/index.ts";
import type { Node } from "#app/domain/course/text.ts";

/** What the elements of one text need to know of the rest. */
export interface Links extends Linked {
  /** The anchor of each heading, made before. */
  anchors: ReadonlyMap<Written, string>;
}

/** Turns what was written, and found free of faults, into elements and text. */
export function elementsOf(nodes: Written[], links: Links): Node[] {
  return joined(nodes.flatMap((node) => elementOf(node, links)));
}

/** The same for content that is one paragraph, without the paragraph around it. */
export function wordsOf(nodes: Written[], links: Links): Node[] {
  return elementsOf(
    nodes.flatMap((node) => (node.type === "paragraph" ? node.children : [node])),
    links,
  );
}

function elementOf(node: Written, links: Links): Node[] {
  const children = () => elementsOf(node.children, links);
  switch (node.type) {
    case "text":
      return [textOf(node)];
    case "softbreak":
      return [" "];
    case "code":
      return [{ name: "code", children: [String(node.attributes.content)] }];
    case "heading":
      return [
        { name: `h${node.attributes.level}`, attributes: { id: links.anchors.get(node) ?? "" }, children: children() },
      ];
    case "list":
      return [{ name: node.attributes.ordered ? "ol" : "ul", children: children() }];
    case "link":
      return [linkOf(String(node.attributes.href), children())];
    case "tag":
      return [tagOf(node, links)];
    default: {
      const element = schemas.get(node.type)?.element;
      if (!element) return children();
      return [node.children.length > 0 ? { name: element, children: children() } : { name: element }];
    }
  }
}

/** A text, or a hole for the practice's name or contact. */
function textOf(node: Written): Node {
  const { content } = node.attributes;
  if (typeof content === "string") return content;
  return { name: "variable", attributes: { name: content.path.join(".") } };
}

function linkOf(href: string, children: Node[]): Node {
  const lesson = /^lesson:(.+)$/.exec(href)?.[1];
  if (lesson) return { name: "lesson-link", attributes: { lesson }, children };
  return { name: "a", attributes: { href }, children };
}

function tagOf(node: Written, links: Links): Node {
  const name = node.tag ?? "";
  const attributes = tags.get(name)?.element(node.attributes, links) ?? {};
  const children =
    name === "figure"
      ? (links.mediumOf(String(node.attributes.file))?.children ?? [])
      : elementsOf(node.children, links);
  return {
    name,
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
}

/** Every reference cited in a tree, in order. */
export function citesInNodes(nodes: Node[]): string[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    return node.name === "cite" ? [String(node.attributes?.ref)] : citesInNodes(node.children ?? []);
  });
}

/** Neighbouring texts as one. */
export function joined(nodes: Node[]): Node[] {
  const all: Node[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (typeof node === "string" && typeof last === "string") all[all.length - 1] = last + node;
    else if (node !== "") all.push(node);
  }
  return all;
}
