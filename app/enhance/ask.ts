/** Posts a form's fields to its own address and reads the page that answers; `undefined` when nothing answered. */
export async function post(
  address: string,
  fields: URLSearchParams,
  { leaving = false } = {},
): Promise<Answer | undefined> {
  try {
    const response = await fetch(address, {
      method: "POST",
      body: fields,
      headers: { Accept: "text/html" },
      keepalive: leaving,
      signal: leaving ? undefined : AbortSignal.timeout(10_000),
    });
    return { ok: response.ok, page: new DOMParser().parseFromString(await response.text(), "text/html") };
  } catch {
    return undefined;
  }
}

/**
 * Posts fields to an address that answers in a line of JSON. `signed-out` when it leads elsewhere, `undefined` when
 * nothing answered that we know.
 */
export async function postBriefly(
  address: string,
  fields: URLSearchParams,
  { leaving = false } = {},
): Promise<Brief | "signed-out" | undefined> {
  try {
    const response = await fetch(address, {
      method: "POST",
      body: fields,
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive: leaving,
      signal: leaving ? undefined : AbortSignal.timeout(10_000),
    });
    if (response.type === "opaqueredirect") return "signed-out";
    return response.status === 404 ? {} : await response.json();
  } catch {
    return undefined;
  }
}

/** What was kept, in words; or why it was not taken. */
export interface Brief {
  saved?: string;
  refused?: string;
  /** How often the answer that stands was saved. */
  version?: number;
  /** Where a later answer was kept elsewhere: its positions, as its form's fields would send them. */
  standing?: number[];
  /** Where this leads. */
  to?: string;
}

export interface Answer {
  ok: boolean;
  page: Document;
}

/** A form's fields as the browser would send them. */
export function fieldsOf(form: HTMLFormElement, submitter?: HTMLElement | null): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === "string") fields.append(name, value);
  return fields;
}

/** Where a form is sent, without its fragment. */
export function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.getAttribute("action") ?? "", location.href);
  address.hash = "";
  return address.href;
}
