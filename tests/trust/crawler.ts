import { type HTMLElement, parse } from "node-html-parser";

/** What came back from one address. */
export interface Found {
  address: string;
  status: number;
  type: string;
  /** Headers and body. */
  text: string;
}

/** More than there is; a crawler that runs in a circle is a fault. */
const most = process.env.ATTUNE_LONG ? 20_000 : 4_000;

/**
 * Follows every address it finds with one person's session: links, forms that are read, scripts and what they name,
 * styles, redirections; and asks at each for data, for a map of the source, and for what is not there.
 */
export class Crawler {
  readonly found: Found[] = [];
  private readonly origin: string;
  private readonly cookie: string;
  private readonly asked = new Set<string>();

  constructor(origin: string, cookie: string) {
    this.origin = origin;
    this.cookie = cookie;
  }

  async crawl(from: string[]): Promise<void> {
    const queue = [...from];
    for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
      const found = await this.ask(address);
      if (!found) continue;
      if (this.found.length > most) throw new Error(`More than ${most} addresses; the last is ${address}.`);
      if (found.status < 400) queue.push(...addressesIn(found));
      for (const other of besides(found)) await this.ask(other);
      if (isPage(found)) await this.ask(address, { accept: "application/json", "x-remix-prefetch": "1" });
    }
  }

  /** Posts what no page of ours sends. */
  async post(address: string, body: string): Promise<Found> {
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: this.origin };
    return this.send(address, { method: "POST", body, headers });
  }

  private async ask(address: string, headers: Record<string, string> = {}): Promise<Found | undefined> {
    const at = URL.canParse(address, this.origin) ? new URL(address, this.origin) : undefined;
    if (!at || at.origin !== this.origin) return undefined;
    const name = `${at.pathname}${at.search} ${JSON.stringify(headers)}`;
    if (this.asked.has(name)) return undefined;
    this.asked.add(name);
    return this.send(at.pathname + at.search, { headers });
  }

  private async send(address: string, { headers, ...rest }: RequestInit & { headers: Record<string, string> }) {
    const response = await fetch(new URL(address, this.origin), {
      redirect: "manual",
      headers: { cookie: this.cookie, ...headers },
      ...rest,
    });
    const body = await response.text();
    const found = {
      address: `${rest.method ?? "GET"} ${address}`,
      status: response.status,
      type: response.headers.get("content-type") ?? "",
      text: `${[...response.headers]
        .filter(([name]) => name !== "date")
        .map((pair) => pair.join(": "))
        .join("\n")}\n\n${body}`,
    };
    this.found.push(found);
    return found;
  }
}

function isPage({ type }: Found): boolean {
  return type.startsWith("text/html");
}

/** Whatever looks like an address of ours: quoted in a page or a script, in a style, in a header. */
function addressesIn(found: Found): string[] {
  const { text } = found;
  const here = new URL(pathOf(found), "http://here");
  const quoted = [...text.matchAll(/["'(=\s](\/(?!\/)[^"'()\s<>\\]*)/g)].map(([, address = ""]) => unescaped(address));
  const relative = [...text.matchAll(/["'](\.{0,2}\/?(?:assets\/)?[\w.-]+\.(?:js|css|map|json))["']/g)];
  const resolved = relative.map(([, address = ""]) => new URL(address, here).pathname);
  const moved = /^location: (.*)$/m.exec(text)?.[1];
  const forms = isPage(found)
    ? parse(text)
        .querySelectorAll("form")
        .flatMap((form) => addressOfForm(form, here))
    : [];
  return [...quoted, ...resolved, ...forms, ...(moved ? [moved] : [])].map((address) => address.replace(/#.*/, ""));
}

/** Where a form that is read leads, as it stands and with a word in each of its fields. */
function addressOfForm(form: HTMLElement, here: URL): string[] {
  if ((form.getAttribute("method") ?? "get").toLowerCase() !== "get") return [];
  const to = new URL(form.getAttribute("action") ?? "", here);
  const standing = new URLSearchParams();
  const filled = new URLSearchParams();
  for (const input of form.querySelectorAll("[name]")) {
    const value = input.getAttribute("value") ?? "";
    standing.append(input.getAttribute("name") ?? "", value);
    filled.append(input.getAttribute("name") ?? "", value || "listening");
  }
  return [`${to.pathname}?${standing}`, `${to.pathname}?${filled}`];
}

/** The addresses beside one: its data, its source, its errors; beside what is not there, its data. */
function besides(found: Found): string[] {
  const [path = "", query = ""] = pathOf(found).split("?");
  if (found.status >= 400) return path.startsWith("/learn/") ? [`${path}.data`] : [];
  if (/\.\w+$/.test(path)) return [`${path}.map`, path.replace(/\.\w+$/, ".ts")];
  const bare = path.replace(/\/$/, "");
  const data = [`${bare}.data?${query}`, `${bare}/_root.data`, `${bare}.json`];
  const asked = ["_data=root", "_data=routes/learn/attempt", "_routes=routes/learn/attempt"];
  const faulty = [`${bare}/nothing-here`, `${bare}/%E0%A4%A`, `${bare}?item=99&item=1`];
  return [...data, ...asked.map((one) => `${bare}?${one}`), ...faulty];
}

function pathOf({ address }: Found): string {
  return address.slice(address.indexOf(" ") + 1);
}

function unescaped(address: string): string {
  return address.replace(/&amp;/g, "&");
}
