import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { invite } from "#app/domain/invitation.ts";
import { addPerson } from "#app/domain/person.ts";
import { openDatabase } from "#db/open.ts";
import { type Engine, freshAddress, serverEngines } from "#tests/support/database.ts";
import { ask } from "#tests/support/http.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { startServer } from "#tests/support/server.ts";

describe.each(serverEngines)("on %s", (engine) => {
  test("an invitation is mailed once, with a link that opens it and no word of the topic", async () => {
    const letters: string[] = [];
    const { invited, server } = await inviteOn(engine, await mailServer(letters));
    expect(await outcomeOf(server.databaseUrl)).toBe("sent");
    expect(letters).toHaveLength(1);
    const [letter = ""] = letters;
    expect(letter).toContain("Subject: Your invitation");
    expect(letter).toContain("To: new@practice.example");
    const path = /\/invitation\/[\w-]{43}/.exec(letter.replace(/=\r\n/g, ""))?.[0] ?? "";
    // As a mail scanner opens it, before its reader does.
    for (const method of ["HEAD", "GET", "HEAD", "GET"]) {
      expect((await ask(server.url, path, { method })).status).toBe(200);
    }
    expect((await ask(server.url, `/invitation/${invited.token}`)).status).not.toBe(200);
  });

  test("without a mail server the outbox says so, and the link that was shown stays good", async () => {
    const { invited, server } = await inviteOn(engine, "");
    expect(await outcomeOf(server.databaseUrl)).toBe("not sent: no mail server");
    expect((await ask(server.url, `/invitation/${invited.token}`)).status).toBe(200);
  });
});

async function inviteOn(engine: Engine, mail: string) {
  const { url, remove } = await freshAddress(engine, "empty");
  const server = await startServer({ databaseUrl: url, env: { ATTUNE_MAIL: mail } });
  onTestFinished(async () => {
    await server.stop();
    await remove();
  });
  const { db, close } = openDatabase(url);
  const now = new Date();
  const actor = await addPerson(db, { name: "Ada", email: "ada@practice.example", now });
  const wish = { actor, email: "new@practice.example", name: "New", role: null, key: "k", now };
  const invited = await invite(db, wish);
  await close();
  if ("refused" in invited) throw new Error(invited.refused);
  return { invited, server };
}

/** Waits for the server's runner, which looks every two seconds. */
async function outcomeOf(url: string): Promise<string | null> {
  const { db, close } = openDatabase(url);
  const read = () =>
    db.selectFrom("outbox").select("outcome").where("kind", "like", "%mail%").executeTakeFirstOrThrow();
  for (let tries = 0; tries < 60 && (await read()).outcome === null; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { outcome } = await read();
  await close();
  return outcome;
}

async function mailServer(letters: string[]): Promise<string> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, _, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk;
      });
      stream.on("end", () => {
        letters.push(text);
        done();
      });
    },
  });
  const port = await findFreePort();
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => void server.close());
  return `smtp://127.0.0.1:${port}`;
}
