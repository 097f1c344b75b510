import type { ReactNode } from "react";
import { vignettes as words } from "#app/messages/vignettes.ts";
import { Button } from "../ui/button.tsx";
import { type ShownVignette, sectionId } from "./shown-vignette.ts";

interface MoveProps {
  to: string;
  vignette: Pick<ShownVignette, "id">;
  intent?: "show" | "text";
  path?: string;
  children: ReactNode;
}

/** Another place in the same case, asked for by a form: no way through it stands in an address. */
export function Move({ to, vignette, intent = "show", path = "", children }: MoveProps) {
  return (
    <form method="post" action={`${to}#${sectionId(vignette)}`} data-vignette data-offline={words.offline}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="path" value={path} />
      <Button kind="plain">{children}</Button>
    </form>
  );
}
