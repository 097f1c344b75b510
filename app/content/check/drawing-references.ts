import { attributeOf, elementsUnder, type XmlElement } from "#app/content/read/xml.ts";

interface Found {
  offset: number;
  message: string;
}

/** How many elements all uses and ends of lines together may draw: a small file is no large drawing. */
const mostDrawnAgain = 2_000;

/**
 * Each id stands once, and whatever refers to one refers to what may be drawn there: a line ends in a marker, and `use`
 * draws a shape or a group again, which holds no words and no `use`; together at most 2,000 elements, so that nothing
 * grows out of all size.
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
  const found = [...repeated, ...elements.flatMap((element) => checkReferencesOf(element, byId))];
  return found.length > 0 ? found : checkGrowth(elements, byId);
}

/** Every use and every end of a line draws what it names once more. */
function checkGrowth(elements: XmlElement[], byId: Map<string, XmlElement>): Found[] {
  const sizes = new Map([...byId].map(([id, target]) => [id, 1 + elementsUnder(target).length]));
  let drawn = 0;
  for (const element of elements) {
    for (const { name, value, offset } of element.attributes) {
      drawn += sizes.get(idIn(element, name, value) ?? "") ?? 0;
      if (drawn > mostDrawnAgain) return [{ offset, message: `more than ${mostDrawnAgain} elements are drawn again` }];
    }
  }
  return [];
}

function checkReferencesOf(element: XmlElement, byId: Map<string, XmlElement>): Found[] {
  return element.attributes.flatMap(({ name, value, offset }) => {
    const id = idIn(element, name, value);
    if (id === undefined) return [];
    const isUse = element.name === "use";
    const target = byId.get(id);
    if (!target) return [{ offset, message: `the drawing has no id "${id}"` }];
    const message = isUse ? refusalToUse(target) : target.name === "marker" ? undefined : `"${id}" is not a marker`;
    return message ? [{ offset, message }] : [];
  });
}

/** The id that an attribute refers to, if it is one that refers. */
function idIn({ name: element }: XmlElement, name: string, value: string): string | undefined {
  if (element === "use") return name === "href" ? /^#(.+)$/.exec(value)?.[1] : undefined;
  return name.startsWith("marker-") ? /^url\(#(.+)\)$/.exec(value)?.[1] : undefined;
}

function refusalToUse(target: XmlElement): string | undefined {
  const names = [target, ...elementsUnder(target)].map(({ name }) => name);
  if (names.includes("text")) return "what is drawn again holds words";
  if (names.includes("use")) return "what is drawn again holds another <use>";
  return names.includes("marker") || names.includes("defs") ? `<${target.name}> cannot be drawn again` : undefined;
}
