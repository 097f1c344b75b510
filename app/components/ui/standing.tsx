import type { ReactNode } from "react";

/** A state in a word or two, with a dot for the eye. late: needs help now; soon: will; good: done. */
export function Standing({
  tone = "plain",
  children,
}: {
  tone?: "plain" | "good" | "soon" | "late";
  children: ReactNode;
}) {
  return <span className={`standing standing-${tone}`}>{children}</span>;
}
