import { createElement, Fragment, type ReactNode } from "react";
import type { Element, Node } from "#app/domain/course/text.ts";
import { type Setting, text } from "../setting.ts";

/** The elements of a drawing that the compiler emits, and no other. */
const names = [
  "g",
  "path",
  "rect",
  "circle",
  "ellipse",
  "line",
  "polyline",
  "polygon",
  "text",
  "tspan",
  "defs",
  "marker",
  "use",
];

/** Their attributes, as React calls them; a colour of the theme is named to the stylesheet. */
const attributeNames = new Map(
  [
    ...["x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "d", "points"],
    ...["transform", "fill", "stroke", "fill-rule", "stroke-width", "stroke-linecap", "stroke-linejoin"],
    ...["stroke-dasharray", "stroke-miterlimit", "font-size", "font-weight", "font-style", "text-anchor"],
    ...["dominant-baseline", "id", "href", "marker-start", "marker-end", "viewBox", "refX", "refY"],
    ...["markerWidth", "markerHeight", "markerUnits", "orient"],
  ].map((name) => [name, name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())]),
);

interface DrawingProps {
  svg: Element;
  width: number;
  height: number;
  alt: string;
  setting: Setting;
}

/** A drawing as one picture with one name, at its own size where there is room; its ids are the page's own. */
export function Drawing({ svg, width, height, alt, setting }: DrawingProps) {
  const prefix = setting.uniqueId();
  return (
    <svg
      role="img"
      aria-label={alt}
      width={width}
      height={height}
      {...propsOf({ ...svg, attributes: { ...svg.attributes, viewBox: text(svg, "viewBox") } }, prefix)}
    >
      {show(svg.children, prefix)}
    </svg>
  );
}

function show(nodes: Node[] = [], prefix: string): ReactNode {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a release never change their order
    <Fragment key={index}>{typeof node === "string" ? node : showElement(node, prefix)}</Fragment>
  ));
}

function showElement(element: Element, prefix: string): ReactNode {
  if (!names.includes(element.name)) throw new Error(`The element ${element.name} is not known in a drawing.`);
  return createElement(element.name, propsOf(element, prefix), show(element.children, prefix));
}

function propsOf({ name, attributes = {} }: Element, prefix: string): Record<string, string> {
  const props = Object.entries(attributes).map(([attribute, value]) => {
    const prop = attributeNames.get(attribute);
    if (!prop) throw new Error(`The attribute ${attribute} of ${name} is not known in a drawing.`);
    return [prop, ownIds(attribute, String(value), prefix)];
  });
  return Object.fromEntries(props);
}

function ownIds(attribute: string, value: string, prefix: string): string {
  if (attribute === "id") return `${prefix}-${value}`;
  if (attribute === "href") return value.replace(/^#/, () => `#${prefix}-`);
  return attribute.startsWith("marker-") ? value.replace(/^url\(#/, () => `url(#${prefix}-`) : value;
}
