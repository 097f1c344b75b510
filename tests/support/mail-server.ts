import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";
import { findFreePort } from "./postgres.ts";

interface Received {
  to: string;
  text: string;
}

/**
 * A mail server for the test that asks. Each letter is handed to `take` before the sender is told that it was taken; with
 * "refuse" the address is refused for good.
 */
export async function startMailServer(take: (letter: Received) => Promise<void> | void, refused: string[] = []) {
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
  onTestFinished(() => void server.close());
  return `smtp://127.0.0.1:${port}`;
}
