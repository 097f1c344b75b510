import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { planToday } from "#app/domain/reminder/plan.ts";
import type { Db } from "#db/open.ts";
import { addPerson, morning, publishSmall } from "#tests/support/cast.ts";
import { type Fresh, onBothDatabases } from "#tests/support/database.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { askFor, turnOn } from "#tests/support/reminders.ts";
import { quickNode } from "#tests/support/server.ts";

/** On each database: a thousand between them in the long programme, a few as a sample in every run. */
const kills = process.env.ATTUNE_LONG ? 500 : 2;

onBothDatabases(
  `${kills} kills between a letter's being taken and its being marked lose none, and send at most that many twice`,
  async ({ db, opened }) => {
    // A sender lives through three letters at most: enough are left for the last one.
    const people = await remind(db, 4 * kills + 5);
    const mailbox = new Mailbox();
    const mail = await startMailServer((letter) => mailbox.take(letter));
    for (let kill = 0; kill < kills; kill++) {
      mailbox.victim = startSender(opened, mail);
      // Somewhere in the batch that it has leased, and each letter's sender once at most.
      mailbox.lives = Math.floor(Math.random() * 4);
      expect(await endOf(mailbox.victim)).toBe("killed");
      await endLeases(db);
    }
    mailbox.lives = Number.POSITIVE_INFINITY;
    expect(await endOf(startSender(opened, mail))).toBe("nothing left");

    expect(people.filter((email) => !mailbox.received.has(email))).toEqual([]);
    const twice = [...mailbox.received.values()].reduce((sum, count) => sum + count - 1, 0);
    expect(twice).toBeLessThanOrEqual(kills);
    expect(twice).toBeGreaterThan(0);
    expect(await outcomes(db)).toEqual(people.map(() => "sent"));
    console.info(`${kills} kills on ${opened.engine}: ${people.length} letters, none lost, ${twice} sent twice`);
  },
  3_600_000,
);

onBothDatabases(
  "two workers in processes of their own send every letter once, and the clock does not move",
  async ({ db, opened }) => {
    const people = await remind(db, 15);
    const mailbox = new Mailbox();
    const mail = await startMailServer((letter) => mailbox.take(letter));
    mailbox.lives = Number.POSITIVE_INFINITY;
    const both = await Promise.all([endOf(startSender(opened, mail)), endOf(startSender(opened, mail))]);
    expect(both).toEqual(["nothing left", "nothing left"]);
    expect(await planToday(db, morning)).toBeUndefined();
    expect(await endOf(startSender(opened, mail))).toBe("nothing left");
    expect([...mailbox.received].toSorted()).toEqual(people.toSorted().map((email) => [email, 1]));
  },
  120_000,
);

/** A mailbox that counts letters and kills their sender before it is told that one was taken. */
class Mailbox {
  readonly received = new Map<string, number>();
  victim: Sender | undefined;
  /** How many letters more the sender may send first. */
  lives = 0;

  async take({ to }: { to: string }): Promise<void> {
    const before = this.received.get(to) ?? 0;
    this.received.set(to, before + 1);
    this.lives -= 1;
    if (this.lives >= 0 || before > 0 || !this.victim) return;
    this.victim.kill("SIGKILL");
    await once(this.victim, "exit");
  }
}

type Sender = ReturnType<typeof startSender>;

function startSender({ url }: Fresh, mail: string) {
  const folder = mkdtempSync(join(tmpdir(), "attune-sender-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const own = { ...quickNode, ATTUNE_MAIL: mail, ATTUNE_KEYS: folder, DATABASE_URL: url };
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...own };
  const of = ["tests/trust/reminder-victim.ts", morning.toISOString()];
  return spawn(process.execPath, of, { env, stdio: "pipe" });
}

async function endOf(sender: Sender): Promise<string> {
  let said = "";
  for (const stream of [sender.stdout, sender.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk));
  await once(sender, "close");
  return sender.signalCode === "SIGKILL" ? "killed" : said;
}

/** So many people with a letter for this morning; their addresses. */
async function remind(db: Db, count: number): Promise<string[]> {
  const { courseId } = await publishSmall(db);
  const people = [];
  for (let at = 0; at < count; at++) people.push(await addPerson(db, `Person${at} Okafor`));
  await turnOn(db, { digestOn: null });
  await askFor(db, { people: people.map(({ id }) => id), courseId, on: "2026-03-05" });
  expect(await planToday(db, morning)).toBe("2026-03-02");
  const rows = await db
    .selectFrom("reminder")
    .innerJoin("person", "person.id", "reminder.person_id")
    .select("email")
    .execute();
  return rows.map(({ email }) => email ?? "");
}

/** As if five minutes had passed. */
async function endLeases(db: Db): Promise<void> {
  await db.updateTable("outbox").set({ leased_until: null }).where("done_at", "is", null).execute();
}

async function outcomes(db: Db): Promise<(string | null)[]> {
  const rows = await db.selectFrom("outbox").select("outcome").where("kind", "=", "reminder-mail").execute();
  return rows.map(({ outcome }) => (outcome?.includes("sent, or nothing left") ? "sent" : outcome));
}
