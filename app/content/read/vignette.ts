import { isTag, type Written } from "./document.ts";
import type { Source } from "./source.ts";

/** A case as it was written, its parts told apart whatever is wrong with them. */
export interface WrittenVignette {
  scenes: WrittenScene[];
  debriefs: Written[];
}

/** A scene, or an ending, which has no options. */
export interface WrittenScene {
  node: Written;
  id: unknown;
  isEnding: boolean;
  text: Written[];
  options: WrittenOption[];
  /** What stands between or after the options. */
  astray: Written[];
}

export interface WrittenOption {
  node: Written;
  id: unknown;
  to: unknown;
  quality: unknown;
  text: Written[];
  consequences: Written[];
  feedbacks: Written[];
}

/** The name by which a lesson places a case: what its file is called. */
export function nameOfCase({ source }: { source: Source }): string {
  return /vignette-([^/]+)\.md$/.exec(source.path)?.[1] ?? "";
}

export function readVignette(root: Written): WrittenVignette {
  return {
    scenes: root.children.filter((node) => isTag(node, "scene") || isTag(node, "ending")).map(readScene),
    debriefs: root.children.filter((node) => isTag(node, "debrief")),
  };
}

function readScene(node: Written): WrittenScene {
  const isOption = (child: Written) => isTag(child, "option");
  const first = node.children.findIndex(isOption);
  const textEnd = first < 0 ? node.children.length : first;
  return {
    node,
    id: node.attributes.id,
    isEnding: isTag(node, "ending"),
    text: node.children.slice(0, textEnd),
    options: node.children.filter(isOption).map(readOption),
    astray: node.children.slice(textEnd).filter((child) => !isOption(child)),
  };
}

function readOption(node: Written): WrittenOption {
  const { id, to, quality } = node.attributes;
  const consequences = node.children.filter((child) => isTag(child, "consequence"));
  const feedbacks = node.children.filter((child) => isTag(child, "feedback"));
  const text = node.children.filter((child) => !consequences.includes(child) && !feedbacks.includes(child));
  return { node, id, to, quality, text, consequences, feedbacks };
}
