import { attributeOf, elementsUnder, type XmlElement } from "#app/content/read/xml.ts";

interface Found {
  offset: number;
  message: string;
}

/**
 * Each id stands once, and whatever refers to one refers to what may be drawn there: a line ends in a marker, and `use`
 * draws a shape or a group again, which holds no words and no `use`, so that nothing grows out of all size.
 */
export function checkReferences(root: XmlElement): Found[] {
  const elements = [root, ...elementsUnder(root)];
  const byId = new Map<string, XmlElement>();
  const repeated: Found[] = [];
  for (const element of elements) {
    const id = attributeOf(element, "id");
    if (id === undefined) continue;
    if (byId.has(id)) repeated.push({ offset: element.offset, message: `the id "${id}" stands twice` });
    else byId.set(id, element);
  }
  return [...repeated, ...elements.flatMap((element) => checkReferencesOf(element, byId))];
}

function checkReferencesOf(element: XmlElement, byId: Map<string, XmlElement>): Found[] {
  return element.attributes.flatMap(({ name, value, offset }) => {
    const isUse = element.name === "use" && name === "href";
    const id = (isUse ? /^#(.+)$/ : /^url\(#(.+)\)$/).exec(value)?.[1];
    if (id === undefined || !(isUse || name.startsWith("marker-"))) return [];
    const target = byId.get(id);
    if (!target) return [{ offset, message: `the drawing has no id "${id}"` }];
    const message = isUse ? refusalToUse(target) : target.name === "marker" ? undefined : `"${id}" is not a marker`;
    return message ? [{ offset, message }] : [];
  });
}

function refusalToUse(target: XmlElement): string | undefined {
  const names = [target, ...elementsUnder(target)].map(({ name }) => name);
  if (names.includes("text")) return "what is drawn again holds words";
  if (names.includes("use")) return "what is drawn again holds another <use>";
  return names.includes("marker") || names.includes("defs") ? `<${target.name}> cannot be drawn again` : undefined;
}
