import type { ReactNode } from "react";

interface NoticeProps {
  /** done: an act was carried out; attention: something needs the reader; plain: worth knowing. */
  kind?: "done" | "attention" | "plain";
  title?: string;
  children?: ReactNode;
}

/** Says what just happened, or what stands in the way. Announced politely. */
export function Notice({ kind = "plain", title, children }: NoticeProps) {
  return (
    <div className={`notice notice-${kind}`} role="status">
      {title ? <p className="notice-title">{title}</p> : null}
      {typeof children === "string" ? <p>{children}</p> : children}
    </div>
  );
}
