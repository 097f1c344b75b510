import { vignettes } from "#app/messages/vignettes.ts";
import type { Fill, Piece } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { PrintButton } from "../ui/button.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Section } from "../ui/layout.tsx";
import type { ShownCounts } from "./counted-vignette.tsx";

interface AgendaSheetProps {
  vignette: ShownCounts;
  debrief: Piece[];
  language: string;
  fill: Fill;
}

const words = vignettes.agenda;

/**
 * One sheet of A4 or Letter for group supervision: each scene's answers with how many chose them, the author's
 * questions, and room to write. How an answer serves is left to the conversation.
 */
export function AgendaSheet({ vignette, debrief, language, fill }: AgendaSheetProps) {
  const { finishers, scenes } = vignette;
  return (
    <article className="agenda">
      <div className="on-screen">
        <div className="actions">
          <PrintButton>{words.print}</PrintButton>
          <noscript>
            <p>{words.printYourself}</p>
          </noscript>
        </div>
      </div>
      <p>{finishers === 0 ? words.tooFew : words.finishers(finishers)}</p>
      <div lang={language}>
        {scenes.map(({ id, number, passed, options }) => (
          <DataTable
            key={id}
            caption={passed === 0 ? words.sceneHeld(number) : words.scene(number, passed)}
            rows={options}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "answer",
                label: words.answer,
                names: true,
                cell: ({ text }) => <Prose as="line" pieces={text} fill={fill} />,
              },
              {
                key: "share",
                label: words.share,
                align: "end",
                cell: ({ chosen }) => (passed === 0 ? words.held : words.shareOf(chosen, passed)),
              },
            ]}
          />
        ))}
      </div>
      <Section heading={words.toTalkAbout}>
        <div lang={language}>
          <Prose pieces={debrief} fill={fill} />
        </div>
      </Section>
      <section className="agenda-notes">
        <h2>{words.notes}</h2>
        <p className="soft">{words.notesRule}</p>
      </section>
    </article>
  );
}
