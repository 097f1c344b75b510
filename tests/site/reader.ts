import { type HTMLElement, parse } from "node-html-parser";

/** One exchange as it went over the wire, for comparing two sittings byte for byte. */
export interface Exchange {
  method: string;
  address: string;
  status: number;
  headers: [string, string][];
  body: string;
}

/**
 * A person without JavaScript: follows links, fills in forms by what stands on the page and sends them, and follows
 * redirects, keeping cookies as a browser does. Throws when an answer is an error, unless it was expected.
 */
export class Reader {
  readonly exchanges: Exchange[] = [];
  address = "/";
  status = 0;
  page: HTMLElement = parse("");
  readonly origin: string;
  /** Where requests are really sent: the origin itself, or what stands before it. */
  private readonly through: string;
  private cookies = new Map<string, string>();

  constructor(origin: string, through = origin) {
    this.origin = origin;
    this.through = through;
  }

  /** Expects 200, or the status given; 0 takes any but an error. */
  async open(address: string, expected = 200): Promise<void> {
    await this.send("GET", address);
    const isExpected = expected === 0 ? this.status < 400 : this.status === expected;
    if (!isExpected) throw new Error(`GET ${address} answered ${this.status}, not ${expected}.`);
  }

  /** Sends the form itself, or that whose button or intent match, with what stands in it and `fields` on top. */
  async submit(
    which: string | HTMLElement,
    fields: Record<string, string | string[]> = {},
    expected = 200,
  ): Promise<void> {
    const form = typeof which === "string" ? this.form(which) : which;
    if (!form) throw new Error(`No form "${which}" on ${this.address}: ${this.forms().join(" | ")}`);
    const body = new URLSearchParams();
    for (const [name, value] of standing(form)) if (!(name in fields)) body.append(name, value);
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    const action = form.getAttribute("action") || this.address;
    await this.send("POST", action, body.toString());
    if (this.status !== expected)
      throw new Error(
        `POST ${action} (${which}) answered ${this.status}, not ${expected}: ${this.text().slice(0, 300)}`,
      );
  }

  /** A form is found by the words of its button or by `intent=…`. */
  form(which: string): HTMLElement | undefined {
    return this.page.querySelectorAll("form").find((form) => {
      const intent = form.querySelector('input[name="intent"]')?.getAttribute("value");
      if (which === `intent=${intent}`) return true;
      return form.querySelectorAll("button").some((button) => describe(button).includes(which));
    });
  }

  forms(): string[] {
    return this.page.querySelectorAll("form").map((form) => form.querySelectorAll("button").map(describe).join("/"));
  }

  links(pattern: RegExp): string[] {
    const addresses = this.page.querySelectorAll("a[href]").map((link) => link.getAttribute("href") ?? "");
    return [...new Set(addresses.filter((address) => pattern.test(address)))];
  }

  text(): string {
    return (this.page.querySelector("main") ?? this.page).text.replace(/\s+/g, " ").trim();
  }

  cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private async send(method: string, address: string, body?: string): Promise<void> {
    const at = new URL(address, new URL(this.address, this.origin));
    const response = await fetch(new URL(at.pathname + at.search, this.through), {
      method,
      body,
      redirect: "manual",
      headers: {
        cookie: this.cookie(),
        ...(method === "POST" ? { origin: this.origin, "content-type": "application/x-www-form-urlencoded" } : {}),
      },
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    this.exchanges.push({
      method,
      address: at.pathname,
      status: response.status,
      headers: [...response.headers],
      body: text,
    });
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location)
      return this.send("GET", new URL(location, at).href);
    this.address = at.pathname + at.search;
    this.status = response.status;
    this.page = parse(text);
  }

  private keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    const ended = value === "" || attributes.some((attribute) => /max-age=0\b/i.test(attribute));
    if (ended) this.cookies.delete(name.trim());
    else this.cookies.set(name.trim(), value);
  }
}

function describe(button: HTMLElement): string {
  return button.text.replace(/\s+/g, " ").trim();
}

/** What a browser would send of a form as it stands. */
function standing(form: HTMLElement): [string, string][] {
  const inputs = form.querySelectorAll("input[name]").flatMap((input): [string, string][] => {
    const type = input.getAttribute("type") ?? "text";
    if (["radio", "checkbox"].includes(type) && !input.hasAttribute("checked")) return [];
    if (["submit", "button", "file"].includes(type)) return [];
    return [[input.getAttribute("name") ?? "", unescaped(input.getAttribute("value") ?? "")]];
  });
  const texts = form
    .querySelectorAll("textarea[name]")
    .map((area): [string, string] => [area.getAttribute("name") ?? "", area.text]);
  const selects = form.querySelectorAll("select[name]").map((select): [string, string] => {
    const option = select.querySelector("option[selected]") ?? select.querySelector("option");
    return [select.getAttribute("name") ?? "", option?.getAttribute("value") ?? option?.text ?? ""];
  });
  return [...inputs, ...texts, ...selects];
}

function unescaped(value: string): string {
  return value
    .replace(/&amp;/g, "&")
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'");
}
