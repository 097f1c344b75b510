import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { startMailServer } from "#tests/support/mail-server.ts";
import { findFreePort } from "#tests/support/postgres.ts";

afterEach(() => vi.unstubAllEnvs());

test("whoever tries the mail server is told how it answered: taken, refused, no login, no answer, none", async () => {
  const received: string[] = [];
  const server = await startMailServer(({ to }) => void received.push(to), ["gone@practice.example"]);
  expect(await answerOf(server, "ada@practice.example")).toBe("taken");
  expect(received).toEqual(["ada@practice.example"]);
  expect(await answerOf(server, "gone@practice.example")).toBe("refused");
  expect(await answerOf(await startLockedServer(), "ada@practice.example")).toBe("login");
  expect(await answerOf(`smtp://127.0.0.1:${await findFreePort()}`, "ada@practice.example")).toBe("unreachable");
  expect(await answerOf("", "ada@practice.example")).toBe("no-server");
});

/** As a process answers that has this mail server set: settings are read once. */
async function answerOf(mail: string, to: string): Promise<string> {
  vi.stubEnv("ATTUNE_MAIL", mail);
  vi.resetModules();
  const { tryMail } = await import("#app/platform/mail.ts");
  return tryMail({ to, subject: "A test letter", text: "Letters arrive." });
}

/** A mail server that takes no password; its address gives one. */
async function startLockedServer(): Promise<string> {
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(new Error("Wrong")),
  });
  server.on("error", () => undefined);
  const port = await findFreePort();
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => void server.close());
  return `smtp://learning:wrong@127.0.0.1:${port}`;
}
