import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { findFreePort } from "./postgres.ts";

/** A letter as a mail server took it. */
export interface Received {
  to: string;
  /** As it travelled: encoded by its transfer encoding. */
  text: string;
}

/**
 * A mail server on a port of its own, which whoever starts it closes. Each letter is handed to `take` before the sender
 * is told that it was taken; an address of `refused` is refused for good.
 */
export async function openMailServer(
  take: (letter: Received) => Promise<void> | void,
  refused: string[] = [],
): Promise<{ url: string; close(): void }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _, done) {
      if (!refused.includes(address)) return done();
      done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }));
    },
    onData(stream, { envelope }, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk;
      });
      stream.on("end", async () => {
        await take({ to: envelope.rcptTo[0]?.address ?? "", text });
        done();
      });
    },
  });
  // A sender that was killed leaves its connection behind.
  server.on("error", () => undefined);
  const port = await findFreePort();
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return { url: `smtp://127.0.0.1:${port}`, close: () => void server.close() };
}
