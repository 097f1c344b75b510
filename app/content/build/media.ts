import { smallestText } from "#app/content/check/drawing.ts";
import { sizeOf } from "#app/content/drawing/attributes.ts";
import type { WrittenMedium } from "#app/content/read/media.ts";
import { attributeOf, type XmlElement } from "#app/content/read/xml.ts";
import type { Medium } from "#app/content/tag.ts";
import type { Node } from "#app/domain/course/text.ts";

/**
 * What a figure shows, as its element carries it: a drawing whole, as elements from the list of
 * app/content/drawing/elements.ts, with the size of its smallest words; a picture by its hash, with its kind and size.
 */
export function mediumFor(medium: WrittenMedium): Medium | undefined {
  if (medium.kind === "broken") return undefined;
  if (medium.kind === "picture") {
    const { hash, type, width, height } = medium;
    return { attributes: { media: hash, type, width, height }, children: [] };
  }
  const { root } = medium;
  const { width, height } = sizeOf(attributeOf(root, "viewBox") ?? "");
  const textSize = smallestText(root);
  const attributes = { width, height, ...(textSize === undefined ? {} : { textSize }) };
  return { attributes, children: [drawingOf(root)] };
}

function drawingOf({ name, attributes, children }: XmlElement): Node {
  const kept = attributes.filter((attribute) => !["xmlns", "version"].includes(attribute.name));
  return {
    name,
    ...(kept.length > 0 ? { attributes: Object.fromEntries(kept.map((one) => [one.name, one.value])) } : {}),
    ...(children.length > 0
      ? { children: children.map((child) => ("text" in child ? child.text.replace(/\s+/g, " ") : drawingOf(child))) }
      : {}),
  };
}
