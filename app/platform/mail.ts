import { createTransport } from "nodemailer";
import { settings } from "./settings.ts";

export interface Letter {
  to: string;
  subject: string;
  /** Plain text; mail here has no other kind. */
  text: string;
}

/** In milliseconds. A mail server that does not answer by then is tried again later. */
const patience = 8_000;

/** Whether there is a mail server to send with. */
export function canSendMail(): boolean {
  return settings().mail !== null;
}

/** Hands a letter to the practice's mail server; rejects when the server does not take it. */
export async function sendMail({ to, subject, text }: Letter): Promise<void> {
  const { mail, mailFrom, url } = settings();
  if (mail === null) throw new Error("There is no mail server.");
  const limits = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience };
  const transport = createTransport({ url: mail, ...limits, disableFileAccess: true, disableUrlAccess: true });
  try {
    // Given as a structure and not as a header line: an address cannot add lines or receivers of its own.
    const from = { name: "Learning", address: mailFrom ?? `learning@${new URL(url).hostname}` };
    await transport.sendMail({ from, to: { name: "", address: to }, subject, text });
  } finally {
    transport.close();
  }
}
