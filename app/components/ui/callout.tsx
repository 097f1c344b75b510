import type { ReactNode } from "react";

export type CalloutKind = "note" | "care" | "law" | "evidence" | "language";

/** A boxed aside; its kind is said in words by its title. */
export function Callout({
  kind = "note",
  title,
  children,
}: {
  kind?: CalloutKind;
  title: string;
  children: ReactNode;
}) {
  return (
    <aside className={`callout callout-${kind}`}>
      <p className="callout-title">{title}</p>
      {children}
    </aside>
  );
}
