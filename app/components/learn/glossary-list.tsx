import { learn } from "#app/messages/learn.ts";
import type { Fill, Piece } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Soft, Stack } from "../ui/layout.tsx";

interface ShownTerm {
  anchor: string;
  term: string;
  pieces: Piece[];
  lessons: { id: string; title: string }[];
}

interface GlossaryListProps {
  terms: ShownTerm[];
  fill: Fill;
  addressOf: (lessonId: string) => string;
}

/** Terms with their definitions and the lessons that use them, each at its anchor. */
export function GlossaryList({ terms, fill, addressOf }: GlossaryListProps) {
  return (
    <Stack>
      {terms.map(({ anchor, term, pieces, lessons }) => (
        <section key={anchor} id={anchor}>
          <h2>{term}</h2>
          <p>
            <Prose as="line" pieces={pieces} fill={fill} />
          </p>
          {lessons.length > 0 ? (
            <p>
              <Soft>
                {learn.glossary.usedIn}{" "}
                {lessons.map(({ id, title }, at) => (
                  <span key={id}>
                    {at > 0 ? "; " : ""}
                    <a href={addressOf(id)}>{title}</a>
                  </span>
                ))}
              </Soft>
            </p>
          ) : null}
        </section>
      ))}
    </Stack>
  );
}
