import { useId } from "react";
import { type Fill, fillPieces, type Piece } from "./pieces.ts";

interface ProseProps {
  pieces: Piece[];
  fill: Fill;
  /** line: a stem, a choice or a definition, in a line of its surroundings; else blocks in the reading face. */
  as?: "blocks" | "line";
}

/**
 * Ready-made HTML of a release, its holes filled. The only place where HTML enters a page as text. `data-course` says
 * that the words are the course's, linted where it is compiled.
 */
export function Prose({ pieces, fill, as = "blocks" }: ProseProps) {
  const unique = useId();
  const html = { __html: fillPieces(pieces, fill, `prose${unique}`) };
  // biome-ignore-start lint/security/noDangerouslySetInnerHtml: React made this text from the release's elements and escaped it; only holes are added, escaped in pieces.ts
  if (as === "line") return <span data-course="" dangerouslySetInnerHTML={html} />;
  return <div className="prose" data-course="" dangerouslySetInnerHTML={html} />;
  // biome-ignore-end lint/security/noDangerouslySetInnerHtml: see above
}
