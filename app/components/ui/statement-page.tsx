import type { Statement } from "#app/messages/statements.ts";
import { Section } from "./layout.tsx";
import { PublicPage } from "./public-page.tsx";

/** A statement of what this version does, and whom to ask; `contact` is empty until the practice has said one. */
export function StatementPage({ statement, contact }: { statement: Statement; contact: string }) {
  const { heading, lead, sections, help } = statement;
  return (
    <PublicPage heading={heading} lead={lead} width="reading">
      {sections.map((section) => (
        <Section key={section.heading} heading={section.heading}>
          <p>{section.text}</p>
          {section.list ? (
            <ul>
              {section.list.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : null}
        </Section>
      ))}
      <Section heading={help.heading}>
        <p>{contact ? help.contact(contact) : help.text}</p>
      </Section>
    </PublicPage>
  );
}
