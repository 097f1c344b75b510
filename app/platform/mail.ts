import { createTransport } from "nodemailer";
import { settings } from "./settings.ts";

export interface Letter {
  to: string;
  subject: string;
  /** Plain text; a part in HTML that says the same is made from it. */
  text: string;
  /** What it shows as its sender, and where an answer goes; empty for a neutral name and for the address that sends. */
  sender?: string;
  replyTo?: string;
  /** Where the one who gets it can say that they want no more of it; by https a mail program can do it for them. */
  unsubscribe?: string;
}

/** In milliseconds. A mail server that does not answer by then is tried again later. */
const patience = 8_000;

/** Whether there is a mail server to send with. */
export function canSendMail(): boolean {
  return settings().mail !== null;
}

/** Hands a letter to the practice's mail server; rejects when the server does not take it. */
export async function sendMail({ to, subject, text, sender, replyTo, unsubscribe }: Letter): Promise<void> {
  const { mail, mailFrom, url } = settings();
  if (mail === null) throw new Error("There is no mail server.");
  const limits = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience };
  const transport = createTransport({ url: mail, ...limits, disableFileAccess: true, disableUrlAccess: true });
  try {
    // Given as structures and not as header lines: a name or an address cannot add lines or receivers of its own.
    const name = (sender ?? "").replace(/[\r\n]+/g, " ").trim() || "Learning";
    const from = { name, address: mailFrom ?? `learning@${new URL(url).hostname}` };
    const list = unsubscribe ? { list: { unsubscribe: { url: unsubscribe, comment: "" } } } : {};
    // RFC 8058 wants https. RFC 3834: no "I am away" is sent back.
    const oneClick = unsubscribe?.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};
    const headers = { "Auto-Submitted": "auto-generated", ...oneClick };
    const answers = replyTo ? { replyTo: { name: "", address: replyTo } } : {};
    const parts = { subject, text, html: toHtml(text) };
    await transport.sendMail({ from, to: { name: "", address: to }, ...answers, ...parts, ...list, headers });
  } finally {
    transport.close();
  }
}

/** How a mail server answered a letter that was tried by hand. */
export type Trial = "taken" | "no-server" | "login" | "refused" | "unreachable";

/** Sends a letter at once and says how that went, for whoever sets a mail server up. At most eight seconds a step. */
export async function tryMail(letter: Letter): Promise<Trial> {
  if (!canSendMail()) return "no-server";
  try {
    await sendMail(letter);
    return "taken";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EAUTH") return "login";
    return code === "EENVELOPE" || code === "EMESSAGE" ? "refused" : "unreachable";
  }
}

/** Whether the mail server has said that it will never take a letter to this address (RFC 5321, 4.2.1). */
export function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !("responseCode" in error) || !("code" in error)) return false;
  return error.code === "EENVELOPE" && typeof error.responseCode === "number" && error.responseCode >= 500;
}

/**
 * The same words in paragraphs with their links, and nothing that is fetched. The style stands in the body, since many
 * programs leave a head's out: a line that can be read on any screen, and links that do not widen a narrow one.
 */
function toHtml(text: string): string {
  const paragraphs = text.split("\n\n").map((part) => `<p>${withLinks(escaped(part)).replaceAll("\n", "<br>")}</p>`);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">`;
  const style = "max-width:38em;margin:1em;font:1rem/1.5 sans-serif;overflow-wrap:anywhere";
  return `<!doctype html><html lang="en"><head>${head}</head><body style="${style}">${paragraphs.join("")}</body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Of escaped text; the full stop or bracket behind a link is not of it. */
function withLinks(text: string): string {
  const links = /https?:\/\/(?:&amp;|[^\s&])+?(?=[).,;:!?'’”]*(?:&(?!amp;)|\s|$))/g;
  return text.replace(links, (link) => `<a href="${link}">${link}</a>`);
}
