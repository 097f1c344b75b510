import { tools as words } from "#app/messages/tools.ts";
import { PrintButton } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { writtenDate } from "./elements/jurisdiction.tsx";
import type { ShownReference } from "./lesson-references.tsx";
import type { Fill, Piece } from "./pieces.ts";
import { Prose } from "./prose.tsx";
import type { ShownTool } from "./tool-card.tsx";

/** A practice tool with its sheet. */
export interface ShownSheet extends ShownTool {
  /** The day when someone else last reviewed it. */
  reviewed: string | null;
  body: Piece[];
  references: ShownReference[];
}

/** The sheet: fields that can send nothing, printed on one or two pages of A4. */
export function ToolSheet({ sheet, language, fill }: { sheet: ShownSheet; language: string; fill: Fill }) {
  const { summary, body, references, reviewed } = sheet;
  return (
    <article className="tool">
      <div className="tool-lead">
        <p data-course="" lang={language}>
          {summary}
        </p>
        <div className="tool-screen">
          <Notice>{words.nothingSent}</Notice>
          <div className="actions">
            <PrintButton>{words.print}</PrintButton>
            <noscript>
              <p>{words.printYourself}</p>
            </noscript>
          </div>
        </div>
      </div>
      <div lang={language}>
        <Prose pieces={body} fill={fill} />
      </div>
      <footer className="tool-foot">
        {references.length > 0 ? (
          <>
            <p>
              <strong>{words.sources}</strong>
            </p>
            <ul lang={language}>
              {references.map(({ id, pieces }) => (
                <li key={id}>
                  <Prose as="line" pieces={pieces} fill={fill} />
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <p>{reviewed ? words.reviewedOn(writtenDate(reviewed)) : words.notReviewed}</p>
      </footer>
    </article>
  );
}
