/** A piece of Markdown that authors may write. */
export interface NodeSchema {
  /** How it is written, in one line for authors; null for what has no writing of its own. */
  is: string | null;
  /** The HTML element it becomes; null when it only hands on its content. */
  element: string | null;
  /**
   * `top` stands only outside every tag, list and quotation; `block` wherever prose does; `inline` within a paragraph;
   * `part` only in the Markdown that makes it (a row in a table).
   */
  stands: "top" | "block" | "inline" | "part";
}
