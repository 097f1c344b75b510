import { type Element, wordsIn } from "#app/domain/course/text.ts";
import { prose } from "#app/messages/prose.ts";
import { type ElementProps, optionalText, text } from "./setting.ts";

/** The HTML elements that the compiler emits, and no other; with no attributes but a heading's id and a link's address. */
export function HtmlElement({ element, setting }: ElementProps) {
  const children = setting.show(element.children);
  switch (element.name) {
    case "h2":
    case "h3":
    case "h4":
      return <element.name id={optionalText(element, "id")}>{children}</element.name>;
    case "p":
    case "ul":
    case "ol":
    case "li":
    case "strong":
    case "em":
    case "code":
    case "blockquote":
    case "thead":
    case "tbody":
    case "tr":
    case "th":
    case "td":
      return <element.name>{children}</element.name>;
    case "hr":
    case "br":
      return <element.name />;
    case "line":
      return <span className="line">{children}</span>;
    case "table":
      return <ScrollingTable of={headOf(element)}>{children}</ScrollingTable>;
    case "a":
      return <LinkOut to={text(element, "href")}>{children}</LinkOut>;
    default:
      throw new Error(`The element ${element.name} is not known here.`);
  }
}

/** A table that is wider than the screen scrolls by itself, by keyboard too. */
function ScrollingTable({ of, children }: { of: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" aria-label={prose.table(of)} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}

/** The words of a table's head: what tells it from another table of the page. */
function headOf({ children = [] }: Element): string {
  const head = children.find((child): child is Element => typeof child !== "string" && child.name === "thead");
  const row = head?.children?.find((child): child is Element => typeof child !== "string");
  return (row?.children ?? [])
    .map((cell) => wordsIn([cell]))
    .filter(Boolean)
    .join(", ");
}

/** A link to another site, which learns nothing of this one, marked so that leaving is no surprise. */
export function LinkOut({ to, children }: { to: string; children: React.ReactNode }) {
  if (to.startsWith("mailto:")) return <a href={to}>{children}</a>;
  return (
    <a href={to} rel="noreferrer" className="link-out">
      {children}
      <span className="quiet"> {prose.leaves}</span>
    </a>
  );
}
