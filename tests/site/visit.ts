import { parse } from "node-html-parser";

/** A page as one actor gets it over HTTP, without a browser. */
export interface Answer {
  status: number;
  location: string | null;
  headers: Headers;
  body: string;
  /** Uncompressed. */
  bytes: number;
  /** Database queries the server made for it; the server says so in tests only. */
  queries: number | undefined;
}

export async function visit(origin: string, address: string, cookie?: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(new URL(address, origin), {
    redirect: "manual",
    ...init,
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(init.method === "POST" ? { origin, "content-type": "application/x-www-form-urlencoded" } : {}),
      ...init.headers,
    },
  });
  const body = await response.text();
  const queries = response.headers.get("x-attune-queries");
  return {
    status: response.status,
    location: response.headers.get("location"),
    headers: response.headers,
    body,
    bytes: Buffer.byteLength(body),
    queries: queries === null ? undefined : Number(queries),
  };
}

/** Posts a form and answers as the server does, without following. */
export function post(origin: string, address: string, fields: Record<string, string | string[]>, cookie?: string) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return visit(origin, address, cookie, { method: "POST", body: body.toString() });
}

/** Signs in and returns the cookie to send. */
export async function signIn(origin: string, email: string, password: string): Promise<string> {
  const answer = await post(origin, "/sign-in", { email, password });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (answer.status !== 303 || !cookie) throw new Error(`${email} could not sign in: ${answer.status}`);
  return cookie;
}

export function titleOf(body: string): string {
  return textOf(/<title>([\s\S]*?)<\/title>/.exec(body)?.[1] ?? "");
}

/**
 * The words a person may see or hear on a page: text, labels and alternatives. The course's own text and titles are
 * left out: they are linted where they are compiled, with the author's reasons at hand.
 */
export function shownWords(body: string): string {
  const page = parse(body);
  for (const left of page.querySelectorAll(courseText)) left.remove();
  const labels = page
    .querySelectorAll("[alt],[aria-label],[title],[placeholder]")
    .flatMap((element) =>
      ["alt", "aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? ""),
    );
  return [page.structuredText, ...labels].join("\n");
}

/** Where a page shows what the author of a course wrote. */
const courseText = "script, style, svg, [data-course]";

function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
