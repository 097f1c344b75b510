import type { ReactNode } from "react";
import { shared } from "#app/messages/shared.ts";

/** Says when the form was last saved. The live region stands from the start, so that the script's words are heard. */
export function SavedAt({ children }: { children?: ReactNode }) {
  return (
    <p
      className="saved"
      role="status"
      data-saved
      data-refused={shared.notTaken}
      data-standing={shared.standing}
      data-keep-yours={shared.keepYours}
      data-look={shared.waiting.look}
    >
      {children}
    </p>
  );
}
