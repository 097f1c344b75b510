import type { Node } from "#app/domain/course/text.ts";
import { prose } from "#app/messages/prose.ts";
import { withCurlyQuotes } from "../quotation.ts";
import { type ElementProps, text } from "../setting.ts";

/** A word of the glossary. Its definition opens beside it without script, by pointer, touch or keyboard. */
export function Term({ element, setting }: ElementProps) {
  const anchor = text(element, "anchor");
  const entry = setting.course.glossary.find((candidate) => candidate.anchor === anchor);
  if (!entry) throw new Error(`The term ${anchor} is not in the release's glossary.`);
  const id = setting.uniqueId();
  return (
    <span className="term">
      <button type="button" className="term-word" {...{ popovertarget: id }}>
        {setting.show(element.children)}
      </button>
      <span className="term-card" id={id} {...{ popover: "" }}>
        <strong>{entry.term}</strong> {setting.show(withCurlyQuotes(entry.definition.map(plainly)))}{" "}
        <a href={setting.hole({ fill: "glossary", anchor })}>{prose.inTheGlossary}</a>
      </span>
    </span>
  );
}

/** A definition inside a line of text: no paragraphs, and no terms within the term. */
function plainly(node: Node): Node {
  if (typeof node === "string") return node;
  const children = node.children?.map(plainly);
  if (node.name === "p") return { ...node, name: "line", children };
  return node.name === "term" ? { name: "em", children } : { ...node, children };
}
