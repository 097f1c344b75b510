import { vignettes as words } from "#app/messages/vignettes.ts";
import { Disclosure } from "../ui/disclosure.tsx";
import type { ShownReference } from "./lesson-references.tsx";
import type { Fill } from "./pieces.ts";
import { Prose } from "./prose.tsx";

/** What the shown part cites. */
export function VignetteSources({ references, fill }: { references: ShownReference[]; fill: Fill }) {
  if (references.length === 0) return null;
  return (
    <Disclosure summary={words.sources}>
      <ul className="vignette-sources">
        {references.map(({ id, pieces }) => (
          <li key={id}>
            <Prose as="line" pieces={pieces} fill={fill} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
