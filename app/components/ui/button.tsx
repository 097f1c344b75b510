import type { ReactNode } from "react";

export type ButtonKind = "primary" | "quiet" | "plain" | "danger";

interface ButtonProps {
  /** One primary button a page; quiet for the others; plain looks like a link; danger for what ends or removes. */
  kind?: ButtonKind;
  /** Sent with the form when this button is the one pressed. */
  name?: string;
  value?: string;
  /** The id of the form it belongs to, when it stands outside. */
  form?: string;
  /** Posts the form elsewhere. */
  action?: string;
  /** Id of the text that says what will happen. */
  describedBy?: string;
  disabled?: boolean;
  children: ReactNode;
}

/** Submits its form. Labels are verbs. */
export function Button({ kind = "primary", action, describedBy, children, ...rest }: ButtonProps) {
  return (
    <button
      type="submit"
      className={`button button-${kind}`}
      formAction={action}
      aria-describedby={describedBy}
      {...rest}
    >
      {children}
    </button>
  );
}

interface ButtonLinkProps {
  to: string;
  kind?: ButtonKind;
  /** A relation of the place it leads to: "next", "prev". */
  rel?: string;
  children: ReactNode;
}

/** Looks like a button and leads somewhere; changes nothing. */
export function ButtonLink({ to, kind = "primary", rel, children }: ButtonLinkProps) {
  return (
    <a className={`button button-${kind}`} href={to} rel={rel}>
      {children}
    </a>
  );
}

/** Prints the page; shown only where the script runs (app/enhance/print.ts). */
export function PrintButton({ children }: { children: ReactNode }) {
  return (
    <button type="button" className="button button-quiet" data-print hidden>
      {children}
    </button>
  );
}
