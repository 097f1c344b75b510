import { prose } from "#app/messages/prose.ts";
import type { Fill, Piece } from "./pieces.ts";
import { Prose } from "./prose.tsx";
import { referenceId } from "./reference-id.ts";

export interface ShownReference {
  id: string;
  pieces: Piece[];
}

/** What the lesson cites, each entry where its citations lead. Nothing for a lesson that cites nothing. */
export function LessonReferences({ references, fill }: { references: ShownReference[]; fill: Fill }) {
  if (references.length === 0) return null;
  return (
    <section className="references" aria-labelledby="references_">
      <h2 id="references_">{prose.references}</h2>
      <ul className="references-list">
        {references.map(({ id, pieces }) => (
          <li key={id} id={referenceId(id)}>
            <Prose as="line" pieces={pieces} fill={fill} />
          </li>
        ))}
      </ul>
    </section>
  );
}
