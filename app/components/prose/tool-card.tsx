import { ButtonLink } from "#app/components/ui/button.tsx";
import { tools as words } from "#app/messages/tools.ts";

/** A practice tool as it stands in a lesson: what it is, when to use it, and where its sheet is. */
export interface ShownTool {
  id: string;
  title: string;
  summary: string;
  pages: number;
}

export function ToolCard({ tool, to }: { tool: ShownTool; to: string }) {
  return (
    <section className="check tool-card" aria-label={words.kicker}>
      <p className="kicker">{words.kicker}</p>
      <p data-course="">
        <strong>{tool.title}</strong>
      </p>
      <p data-course="">{tool.summary}</p>
      <div className="check-foot">
        <ButtonLink to={to} kind="quiet">
          {words.open}
          <span className="quiet">: {tool.title}</span>
        </ButtonLink>
        <span className="soft">{words.pages(tool.pages)}</span>
      </div>
    </section>
  );
}
