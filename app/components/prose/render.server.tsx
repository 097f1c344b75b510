import { Fragment, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Node } from "#app/domain/course/text.ts";
import { count } from "#app/platform/tally.ts";
import { elements } from "./elements/index.ts";
import { HtmlElement } from "./html-element.tsx";
import { joinCites } from "./join-cites.ts";
import { holePunch, type Piece } from "./pieces.ts";
import { withCurlyQuotes } from "./quotation.ts";
import type { Setting, Sources } from "./setting.ts";

interface Manner {
  /** Whether citations lead to the reference list; not where the page has none (a quiz, a module's opening). */
  citesLink?: boolean;
  /** The day, for a page that is not kept from one reading to the next. */
  today?: string;
}

/** Blocks of a release as ready-made HTML with holes. Made by the running build, once per release and process. */
export function renderBlocks(nodes: Node[], course: Sources, manner: Manner = {}): Piece[] {
  return render(nodes, course, manner);
}

/** The same for a line of text (a stem, a choice, a definition): paragraphs become lines, so that it may stand in a label. */
export function renderInline(nodes: Node[], course: Sources, manner: Manner = {}): Piece[] {
  return render(nodes.map(withoutParagraph), course, { citesLink: false, ...manner });
}

function render(nodes: Node[], course: Sources, { citesLink = true, today }: Manner): Piece[] {
  count("rendered");
  const punch = holePunch();
  let made = 0;
  const setting: Setting = {
    course,
    citesLink,
    today,
    hole: punch.mark,
    uniqueId: () => `${punch.mark({ fill: "unique" })}${made++}`,
    show: (children) => show(children, setting),
  };
  return punch.cut(renderToStaticMarkup(setting.show(withCurlyQuotes(nodes))));
}

function show(nodes: Node[] | undefined, setting: Setting): ReactNode {
  return joinCites(nodes ?? []).map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a release never change their order
    <Fragment key={index}>{showNode(node, setting)}</Fragment>
  ));
}

function showNode(node: Node, setting: Setting): ReactNode {
  if (typeof node === "string") return node;
  const Element = elements[node.name] ?? HtmlElement;
  return <Element element={node} setting={setting} />;
}

function withoutParagraph(node: Node): Node {
  return typeof node === "string" || node.name !== "p" ? node : { ...node, name: "line" };
}
