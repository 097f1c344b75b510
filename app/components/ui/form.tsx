import { createContext, type ReactNode, useContext } from "react";
import { ErrorSummary } from "./error-summary.tsx";

export type Errors = Record<string, string | undefined>;
export type Typed = Record<string, string | string[] | undefined>;

interface FormProps {
  /** Where it is sent; this page's own address unless said. */
  action?: string;
  method?: "post" | "get";
  /** Which act of the page this is: the hidden field `intent`. */
  intent?: string;
  /** From formKey(): the same form sent twice is one act. */
  formKey?: string;
  hidden?: Record<string, string>;
  /** By field name, in the order of the fields; the key `form` is for the whole. Given on top and beside each field. */
  errors?: Errors;
  /** What was typed, by field name, to stand again. */
  typed?: Typed;
  id?: string;
  label?: string;
  /** Sends the file of a FileField along. */
  withFile?: boolean;
  /** Where a change is saved by `intent=save`, if the script runs (app/enhance/saving.ts). */
  autosave?: string;
  /** Where the script marks a lesson as read, so that it is not lost without a connection (app/enhance/reading.ts). */
  readAt?: string;
  /** Sends answers that are all to be saved at this address first (app/enhance/sitting.ts). */
  answersOf?: string;
  /** Fields beside each other where there is room (search, filters). */
  inline?: boolean;
  children: ReactNode;
}

/**
 * A plain form. Fields inside find their error, what was typed and the focus (the first in error) by their name.
 * The browser's own validation is off, so that every message is ours and reads the same with and without script.
 */
export function Form({
  action,
  method = "post",
  intent,
  formKey,
  hidden,
  errors = {},
  typed = {},
  id,
  label,
  withFile,
  inline,
  autosave,
  readAt,
  answersOf,
  children,
}: FormProps) {
  const wrong = Object.entries(errors).flatMap(([field, message]) => (message ? [{ field, message }] : []));
  const concealed = Object.entries({ ...(intent ? { intent } : {}), ...(formKey ? { key: formKey } : {}), ...hidden });
  return (
    <form
      action={action}
      method={method}
      id={id}
      aria-label={label}
      encType={withFile ? "multipart/form-data" : undefined}
      noValidate
      className={inline ? "form form-inline" : "form"}
      data-once
      data-autosave={autosave}
      data-read={readAt}
      data-answers-of={answersOf}
    >
      {concealed.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={wrong} />
      <FormState.Provider value={{ errors, typed, first: wrong[0]?.field }}>{children}</FormState.Provider>
    </form>
  );
}

const FormState = createContext<{ errors: Errors; typed: Typed; first: string | undefined }>({
  errors: {},
  typed: {},
  first: undefined,
});

/** What a field of this name shows: its own props first, else what the form around it knows. */
export function useField(name: string, own: { error?: string; value?: string; autoFocus?: boolean }) {
  const form = useContext(FormState);
  const typed = form.typed[name];
  return {
    error: own.error ?? form.errors[name],
    value: (typeof typed === "string" ? typed : typed?.[0]) ?? own.value,
    typed,
    /** The form stands again as it was sent: of a box that was not ticked it says nothing. */
    wasSent: Object.keys(form.typed).length > 0,
    autoFocus: form.first === undefined ? own.autoFocus : form.first === name,
  };
}
