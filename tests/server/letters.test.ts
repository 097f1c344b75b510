import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { invite } from "#app/domain/invitation.ts";
import { nudge } from "#app/domain/nudge.ts";
import { takeDue } from "#app/domain/outbox.ts";
import { findMailTrouble } from "#app/domain/reminder/log.ts";
import { planToday } from "#app/domain/reminder/plan.ts";
import { newId } from "#app/platform/chance.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { freshAddress, freshDatabase, onBothDatabases } from "#tests/support/database.ts";
import { ask } from "#tests/support/http.ts";
import { freshKeys, keysFolder } from "#tests/support/keys.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { askFor, turnOn } from "#tests/support/reminders.ts";
import { sendDue } from "#tests/support/sender.ts";
import { startServer } from "#tests/support/server.ts";
import { formTeam } from "#tests/support/team.ts";

onBothDatabases(
  "a nudge comes by a mail server once, from the practice's sender, and its sentence is gone then",
  async ({ db, opened }) => {
    const keys = keysFolder();
    const sentence = "Shall we look at it on Friday (https://practice.example/rooms?a=1&b=2)?";
    const { email } = await nudgeSomebody(db, { keys, sentence });
    await db.updateTable("practice").set({ sender: "Elm Row", reply_to: "office@practice.example" }).execute();
    const received: { to: string; text: string }[] = [];
    const mail = await startMailServer((letter) => void received.push(letter));
    expect(await sendDue(opened.url, { mail, keys, at: later({ minutes: 1 }) })).toBe("nothing left");
    expect(await takeDue(db, { now: later({ minutes: 900 }) })).toEqual([]);
    expect(received.map(({ to }) => to)).toEqual([email]);
    const [{ text } = { text: "" }] = received;
    expect(headersOf(text)).toMatchObject({
      from: expect.stringContaining("Elm Row <"),
      "reply-to": "office@practice.example",
      subject: "A reminder",
      "auto-submitted": "auto-generated",
    });
    const [plain = "", html = ""] = text.replace(/=\r\n/g, "").replaceAll("=3D", "=").split("Content-Type: text/html");
    expect(plain).toContain(sentence);
    expect(plain).toContain("Sunita Rao sent this by hand");
    const link = "https://practice.example/rooms?a=1&amp;b=2";
    expect(html).toContain(`on Friday (<a href="${link}">${link}</a>)?</p>`);
    expect(text).not.toMatch(/listening well/i);
    expect(await db.selectFrom("nudge_sentence").selectAll().execute()).toEqual([]);
  },
);

test("a sender's name adds no line to a letter, whatever stands in it", async () => {
  const opened = await freshDatabase("sqlite");
  const { db } = opened;
  const actor = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const received: string[] = [];
  const mail = await startMailServer(({ text }) => void received.push(text));
  const names = [
    'Dr. "Zoë" \u{1F33F}, <thief@else.example>\r\nBcc: thief@else.example\r\n\r\nX-Added: yes\n\\ Row',
    'Elm" <thief@else.example>, "Row',
  ];
  for (const [at, sender] of names.entries()) {
    await db
      .updateTable("practice")
      .set({ sender, reply_to: `o'brien+${at}@practice.example` })
      .execute();
    const wish = { actor, email: `new${at}@practice.example`, name: "New", role: null, key: newId() };
    expect(await invite(db, { ...wish, now: morning })).not.toHaveProperty("refused");
    await sendDue(opened.url, { mail, at: later({ minutes: 1 }) });
    const headers = headersOf(received.at(-1) ?? "");
    const added = Object.keys(headers).filter((name) => name === "bcc" || name === "x-added");
    expect(added).toEqual([]);
    expect(headers.to).toBe(`new${at}@practice.example`);
    expect(headers["reply-to"]).toBe(`o'brien+${at}@practice.example`);
    const [, shown = ""] = /^(.*) <learning@localhost>$/.exec(headers.from ?? "") ?? [];
    expect(unquoted(shown)).toBe(sender.replace(/[\r\n]+/g, " "));
  }
  expect(received).toHaveLength(names.length);
});

test("a mail server that is down, slow or refuses loses no letter and gets none twice", async () => {
  const opened = await freshDatabase("sqlite");
  const { db } = opened;
  const keys = keysFolder();
  const { email } = await nudgeSomebody(db, { keys, sentence: "Friday?" });
  const outcome = () => db.selectFrom("outbox").select("outcome").where("kind", "=", "nudge").executeTakeFirst();
  const down = `smtp://127.0.0.1:${await findFreePort()}`;
  expect(await sendDue(opened.url, { mail: down, keys, at: later({ minutes: 1 }) })).toContain("nothing left");
  expect(await outcome()).toEqual({ outcome: expect.stringMatching(/^put off: E/) });
  // What the administrators' page says of it.
  const nextAt = expect.stringMatching(/^2026-03-02T09:/);
  expect(await findMailTrouble(db)).toEqual({ putOff: 1, nextAt, givenUp: 0 });
  const slow = await startSilence();
  await sendDue(opened.url, { mail: slow, keys, at: later({ minutes: 10 }) });
  expect(await outcome()).toEqual({ outcome: "put off: ETIMEDOUT" });

  const received: string[] = [];
  const refusing = await startMailServer(({ to }) => void received.push(to), [email]);
  await sendDue(opened.url, { mail: refusing, keys, at: later({ minutes: 30 }) });
  expect(await outcome()).toEqual({ outcome: "put off: EENVELOPE" });
  const mail = await startMailServer(({ to }) => void received.push(to));
  await sendDue(opened.url, { mail, keys, at: later({ minutes: 60 }) });
  expect(received).toEqual([email]);
  expect(await outcome()).toEqual({ outcome: "sent" });
  expect(await findMailTrouble(db)).toEqual({ putOff: 0, nextAt: null, givenUp: 0 });
  expect(await takeDue(db, { now: later({ minutes: 900 }) })).toEqual([]);
});

test("a mail program stops a kind of letter in one click, by the signed link alone", async () => {
  const { url: databaseUrl, remove } = await freshAddress("sqlite");
  const opened = openDatabase(databaseUrl);
  const { db } = opened;
  const { courseId } = await publishSmall(db);
  const person = await addPerson(db, "Ada Okafor");
  const sunita = await addPerson(db, "Sunita Rao", ["supervisor"]);
  await formTeam(db, { members: [person.id], supervisors: [sunita.id] });
  await turnOn(db);
  await askFor(db, { people: [person.id], courseId, on: "2026-03-05" });
  await planToday(db, morning);
  const keys = keysFolder();
  const received = new Map<string, string>();
  const mail = await startMailServer(({ to, text }) => void received.set(to, text));
  await sendDue(databaseUrl, { mail, keys, at: morning, url: "https://learn.example" });
  const server = await startServer({ databaseUrl, env: { ATTUNE_KEYS: keys } });
  onTestFinished(async () => {
    await server.stop();
    await opened.close();
    await remove();
  });

  const letters = [...received.values()].map(headersOf);
  expect(letters).toHaveLength(2);
  const [digest = ""] = [...received.values()].filter((text) => headersOf(text).subject === "Your week");
  expect(digest.replace(/=\r\n/g, "")).toContain("https://learn.example/team");
  expect([...received.values()].join()).not.toMatch(/listening well|Ada Okafor/i);
  const click = "List-Unsubscribe=One-Click";
  for (const headers of letters) {
    expect(headers["list-unsubscribe-post"]).toBe(click);
    const [, path = ""] =
      /^<https:\/\/learn\.example(\/letters\/[^>]+)>$/.exec(headers["list-unsubscribe"] ?? "") ?? [];
    const isDigest = headers.subject === "Your week";
    // As Gmail and others post it: no cookie, no origin, either kind of form. A look at it stops nothing.
    expect((await ask(server.url, path)).status).toBe(200);
    expect(
      await db
        .selectFrom("reminder_choice")
        .selectAll()
        .where("digest", "=", isDigest ? 1 : 0)
        .execute(),
    ).toEqual([]);
    const post = (to: string) => ask(server.url, to, isDigest ? urlencoded(click) : multipart("One-Click"));
    const forged = path.replace(/\.[^?]{43}/, `.${"x".repeat(43)}`);
    expect((await post(forged)).status).toBe(404);
    expect([(await post(path)).status, (await post(path)).status]).toEqual([200, 200]);
    const kept = db.selectFrom("reminder_choice").select(["early", "overdue", "digest"]);
    expect(await kept.where("person_id", "=", isDigest ? sunita.id : person.id).execute()).toEqual([
      isDigest ? { early: 0, overdue: 0, digest: 1 } : { early: 1, overdue: 1, digest: 0 },
    ]);
  }
  // Nowhere else is a write from another site taken.
  expect((await ask(server.url, "/account/letters", urlencoded(click))).status).toBe(403);
});

function urlencoded(body: string) {
  return toPost("application/x-www-form-urlencoded", body);
}

function multipart(value: string) {
  const part = `Content-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n${value}`;
  return toPost("multipart/form-data; boundary=part", `--part\r\n${part}\r\n--part--\r\n`);
}

function toPost(type: string, body: string) {
  const length = String(Buffer.byteLength(body));
  return { method: "POST", headers: { "Content-Type": type, "Content-Length": length }, body };
}

/** A supervisor has nudged a member of their team this morning; the member's address. */
async function nudgeSomebody(db: Db, { keys, sentence }: { keys: string; sentence: string }) {
  const { courseId } = await publishSmall(db);
  const member = await addPerson(db, "Ada Okafor");
  const supervisor = await addPerson(db, "Sunita Rao", ["supervisor"]);
  await formTeam(db, { members: [member.id], supervisors: [supervisor.id] });
  await askFor(db, { people: [member.id], courseId, on: "2026-03-20" });
  const seals = freshKeys(keys);
  const of = { personId: member.id, courseId, sentence, key: newId(), now: morning, zone: "UTC" };
  expect(await nudge(db, { seals, actor: supervisor, ...of })).toHaveProperty("nudged");
  const row = db.selectFrom("person").select("email").where("id", "=", member.id);
  return { email: (await row.executeTakeFirstOrThrow()).email ?? "" };
}

/** A mail server that takes the connection and never says a word. */
async function startSilence(): Promise<string> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return `smtp://127.0.0.1:${port}?greetingTimeout=300`;
}

/** The lines before the first empty one, unfolded, by name. */
function headersOf(letter: string): Record<string, string> {
  const [head = ""] = letter.split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
}

/** A display name as it is read: an encoded word (RFC 2047) or a quoted string (RFC 5322). */
function unquoted(name: string): string {
  const words = name.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, text: string) => {
    return Buffer.from(text, "base64").toString();
  });
  const quoted = words.replace(/(?:=\?utf-8\?q\?([^?]*)\?=)+/gi, (all) => {
    const text = all.replace(/=\?utf-8\?q\?|\?=/gi, "").replaceAll("_", " ");
    return decodeURIComponent(text.replaceAll("%", "%25").replace(/=([0-9a-f]{2})/gi, "%$1"));
  });
  return /^".*"$/.test(quoted) ? quoted.slice(1, -1).replace(/\\(.)/g, "$1") : quoted;
}
