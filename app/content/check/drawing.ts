import { drawingAttributes, sizeOf } from "#app/content/drawing/attributes.ts";
import { wordColours } from "#app/content/drawing/colours.ts";
import { drawingElements, usualTextSize } from "#app/content/drawing/elements.ts";
import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import { placeAt, type Source } from "#app/content/read/source.ts";
import { attributeOf, type XmlAttribute, type XmlElement } from "#app/content/read/xml.ts";
import { checkReferences } from "./drawing-references.ts";

/**
 * Across how many of its own letters a drawing may be at most: at the width of a column of text they are then still
 * 12 pixels high.
 */
const mostAcross = 50;

/** What a group hands on to what it holds. */
interface Inherited {
  parent: string | null;
  fill: string;
  textSize: number;
}

/** A drawing holds only what the list names, in the theme's colours, with words that can be read and links to itself. */
export function checkDrawing(source: Source, root: XmlElement): Fault[] {
  const report = (offset: number, id: FaultId, message: string) => faultAt(placeAt(source, offset), id, message);
  if (root.name !== "svg") return [report(root.offset, "drawing-refused", `<${root.name}> is not a drawing`)];
  const box = attributeOf(root, "viewBox");
  const smallest = box === undefined ? 0 : sizeOf(box).width / mostAcross;
  const visit = (element: XmlElement, outer: Inherited): Fault[] => {
    const inner = inheritedIn(element, outer);
    const own = checkElement(element, { outer, inner, smallest });
    const within = element.children.flatMap((child) => ("text" in child ? [] : visit(child, inner)));
    return [...own.map(({ offset, id, message }) => report(offset, id, message)), ...within];
  };
  const faults = visit(root, { parent: null, fill: "ink", textSize: usualTextSize });
  return [
    ...faults,
    ...checkReferences(root).map(({ offset, message }) => report(offset, "drawing-reference", message)),
  ];
}

/** The size of a drawing's smallest words, in its own units; undefined for one without words. */
export function smallestText(root: XmlElement): number | undefined {
  const sizes = (element: XmlElement, outer: Inherited): number[] => {
    const inner = inheritedIn(element, outer);
    const own = hasWords(element) ? [inner.textSize] : [];
    return [...own, ...element.children.flatMap((child) => ("text" in child ? [] : sizes(child, inner)))];
  };
  const all = sizes(root, { parent: null, fill: "ink", textSize: usualTextSize });
  return all.length > 0 ? Math.min(...all) : undefined;
}

interface Found {
  offset: number;
  id: FaultId;
  message: string;
}

function checkElement(
  element: XmlElement,
  { outer, inner, smallest }: { outer: Inherited; inner: Inherited; smallest: number },
): Found[] {
  const { name, offset } = element;
  const known = drawingElements.get(name);
  const refuse = (message: string, at = offset): Found => ({ offset: at, id: "drawing-refused", message });
  if (!known) return [refuse(`<${name}> may not stand in a drawing`)];
  const found = element.attributes.flatMap((attribute) => checkAttribute(name, attribute));
  if (outer.parent === null ? name !== "svg" : !known.within.includes(outer.parent)) {
    found.push(refuse(`<${name}> may not stand in <${outer.parent}>`));
  }
  if (name === "svg" && attributeOf(element, "viewBox") === undefined) found.push(refuse("<svg> has no viewBox"));
  if (name === "use" && attributeOf(element, "href") === undefined) found.push(refuse("<use> has no href"));
  const stray = known.words ? undefined : element.children.find((child) => "text" in child);
  if (stray) found.push(refuse(`<${name}> holds words outside <text>`, stray.offset));
  if (!known.words || !hasWords(element)) return found;
  if (!wordColours.includes(inner.fill)) {
    found.push({ offset, id: "drawing-colour", message: `words are ${inner.fill}, and could not be read` });
  }
  if (inner.textSize < smallest) {
    const least = Math.ceil(10 * smallest) / 10;
    found.push({
      offset,
      id: "drawing-text-small",
      message: `words of size ${inner.textSize}, where ${least} is the least`,
    });
  }
  return found;
}

function checkAttribute(element: string, { name, value, offset }: XmlAttribute): Found[] {
  const known = drawingElements.get(element)?.attributes.includes(name) ? drawingAttributes.get(name) : undefined;
  if (!known) return [{ offset, id: "drawing-refused", message: `<${element}> may not say "${name}"${hintOn(name)}` }];
  if (known.allows(value)) return [];
  const id =
    name === "fill" || name === "stroke"
      ? "drawing-colour"
      : /href|marker-/.test(name)
        ? "drawing-reference"
        : "drawing-refused";
  return [{ offset, id, message: `"${name}" must be ${known.must}` }];
}

/** What drawing programs write most, and what to write instead. */
function hintOn(name: string): string {
  if (name === "style" || name === "class") return ": fill, stroke and their kind are attributes of their own";
  if (name === "width" || name === "height") return ": a drawing takes its size from its viewBox";
  if (name === "font-family") return ": words take the page's own face";
  return name.startsWith("xlink:") || name.startsWith("xmlns:") ? ": write href alone" : "";
}

function inheritedIn(element: XmlElement, { fill, textSize }: Inherited): Inherited {
  const size = Number(attributeOf(element, "font-size") ?? textSize);
  return { parent: element.name, fill: attributeOf(element, "fill") ?? fill, textSize: size };
}

function hasWords({ children }: XmlElement): boolean {
  return children.some((child) => "text" in child);
}
