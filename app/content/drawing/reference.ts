import { drawingAttributes } from "./attributes.ts";
import { drawingColours, wordColours } from "./colours.ts";
import { drawingElements } from "./elements.ts";

/** The part of the authors' reference on drawings, as paragraphs of Markdown. */
export function drawingReference(): string[] {
  return [
    "## Drawings",
    "A drawing is an SVG file of media/ with these elements and attributes and nothing else; comments are for whoever draws. Whatever else SVG has is a fault, with its line and column. [For authors](authors.md#a-figure) begins with one.",
    elementTable(),
    attributeTable(),
    "`fill` and `stroke` name a colour of the theme, so that a drawing can be read by day, by night and on paper.",
    colourTable(),
  ];
}

function elementTable(): string {
  const rows = [...drawingElements].map(([name, { is, within, attributes }]) => {
    const home = within.length > 0 ? `; in ${list(within)}` : "";
    return `| \`${name}\` | ${is}${home} | ${attributes.length > 0 ? list(attributes) : "none"} |`;
  });
  return ["| Element | Is | Attributes |", "| --- | --- | --- |", ...rows].join("\n");
}

/** One row for all that are written alike. */
function attributeTable(): string {
  const alike = Map.groupBy(drawingAttributes, ([, { must }]) => must);
  const rows = [...alike].map(([must, attributes]) => `| ${list(attributes.map(([name]) => name))} | ${must} |`);
  return ["| Attribute | Is |", "| --- | --- |", ...rows].join("\n");
}

function colourTable(): string {
  const rows = [...drawingColours].map(
    ([name, what]) => `| \`${name}\` | ${what} | ${wordColours.includes(name) ? "yes" : "no"} |`,
  );
  return ["| Colour | For | Words too |", "| --- | --- | --- |", ...rows].join("\n");
}

function list(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}
