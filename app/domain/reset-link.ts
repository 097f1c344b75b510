import { hashToken, newId, newToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { ResetLinkTable } from "#db/schema.ts";
import type { Actor, PersonActor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { isPressedTwice, tokenFromKey } from "./link.ts";
import { postEffect } from "./outbox.ts";
import { hashPassword, judgePassword, keepPassword, matchesPassword, type WeakPassword } from "./password.ts";
import { findPerson } from "./person.ts";
import { findPractice } from "./practice.ts";
import { voidResetLinks } from "./reset-link/withdrawal.ts";
import { endSessionsOf } from "./session.ts";

const lasts = 60 * 60_000;

/** The way back in that a link opens, and for whom. */
export interface ResetLink {
  id: string;
  personId: string;
  name: string;
  email: string;
  expiresAt: string;
}

/**
 * Makes a link by which a person sets a new password within the hour, and voids any before it: an administrator
 * starts a reset and never completes one (OWASP ASVS 5.0, 6.4.6). Leaves the mail to the outbox and returns the secret,
 * to be shown once where there is no mail server. The same form sent again is answered with the same secret.
 * `undefined` when there is no such person; refused for one who is suspended.
 */
export async function makeResetLink(
  db: Db,
  { actor, personId, key, now }: NewResetLink,
): Promise<{ token: string; expiresAt: string } | { refused: "suspended" } | undefined> {
  const { token, keptKey, tokenHash } = tokenFromKey(key);
  return transact(db, async (db) => {
    const person = await findPerson(db, personId);
    if (!person || person.state === "erased") return undefined;
    if (person.state === "suspended") return { refused: "suspended" };
    const first = await db.selectFrom("reset_link").selectAll().where("form_key", "=", keptKey).executeTakeFirst();
    if (first) return first.person_id === personId ? { token, expiresAt: first.expires_at } : undefined;
    await voidResetLinks(db, { person_id: personId }, now);
    const row: ResetLinkTable = {
      id: newId(),
      form_key: keptKey,
      token_hash: tokenHash,
      person_id: personId,
      made_by: actor.kind === "person" ? actor.id : null,
      made_at: now.toISOString(),
      expires_at: new Date(now.getTime() + lasts).toISOString(),
      used_at: null,
    };
    await db.insertInto("reset_link").values(row).execute();
    await writeAudit(db, { actor, act: "make reset link", subject: { kind: "person", id: personId }, now });
    const effect = { key: `reset-mail of ${row.id}`, kind: "reset-mail", payload: { resetLinkId: row.id } } as const;
    // Mail makes a secret of its own, which would void the one that the command line prints.
    if (actor.kind === "person") await postEffect(db, { ...effect, urgency: "now", now });
    return { token, expiresAt: row.expires_at };
  });
}

interface NewResetLink {
  actor: Actor;
  personId: string;
  key: string;
  now: Date;
}

/** A new secret for a link that is still open, which voids the one before: made when its mail is sent. */
export async function mintResetLink(
  db: Db,
  { resetLinkId, now }: { resetLinkId: string; now: Date },
): Promise<{ link: ResetLink; token: string } | undefined> {
  const token = newToken();
  return transact(db, async (db) => {
    const link = await selectOpen(db, now).where("reset_link.id", "=", resetLinkId).executeTakeFirst();
    if (!link) return undefined;
    await db
      .updateTable("reset_link")
      .set({ token_hash: hashToken(token) })
      .where("id", "=", resetLinkId)
      .execute();
    return { link: toResetLink(link), token };
  });
}

/** The open link of this secret; `undefined` for one that is used, over, overtaken or invented, or of a suspended person. */
export async function findOpenResetLink(
  db: Db,
  { token, now }: { token: string; now: Date },
): Promise<ResetLink | undefined> {
  const row = await selectOpen(db, now).where("token_hash", "=", hashToken(token)).executeTakeFirst();
  return row && toResetLink(row);
}

/**
 * Sets the new password, once, and ends every session of the person. Refused in one and the same way for every link
 * that is not open, and for a weak password. Pressed twice, it is answered as the first time.
 */
export async function resetPassword(
  db: Db,
  { token, password, now }: Reset,
): Promise<{ personId: string } | { refused: "link-void" | WeakPassword }> {
  const link = await findOpenResetLink(db, { token, now });
  if (!link) return findJustReset(db, { token, password, now });
  const practice = await findPractice(db);
  const weak = judgePassword(password, { practice: practice.name, name: link.name, email: link.email });
  if (weak) return { refused: weak };
  const hash = await hashPassword(password);

  const personId = await transact(db, async (db) => {
    const link = await findOpenResetLink(db, { token, now });
    if (!link) return undefined;
    const actor: PersonActor = { kind: "person", id: link.personId, roles: [] };
    await keepPassword(db, { personId: link.personId, hash, now });
    await endSessionsOf(db, { personId: link.personId });
    await db.updateTable("reset_link").set({ used_at: now.toISOString() }).where("id", "=", link.id).execute();
    await writeAudit(db, { actor, act: "reset own password", subject: { kind: "person", id: link.personId }, now });
    return link.personId;
  });
  return personId ? { personId } : findJustReset(db, { token, password, now });
}

interface Reset {
  token: string;
  password: string;
  now: Date;
}

async function findJustReset(
  db: Db,
  { token, password, now }: Reset,
): Promise<{ personId: string } | { refused: "link-void" }> {
  const used = await db
    .selectFrom("reset_link")
    .innerJoin("password", "password.person_id", "reset_link.person_id")
    .select(["password.person_id as personId", "hash", "used_at"])
    .where("token_hash", "=", hashToken(token))
    .executeTakeFirst();
  if (!used?.used_at || !isPressedTwice(used.used_at, now)) return { refused: "link-void" };
  return (await matchesPassword(used.hash, password)) ? { personId: used.personId } : { refused: "link-void" };
}

function selectOpen(db: Db, now: Date) {
  return db
    .selectFrom("reset_link")
    .innerJoin("person", "person.id", "reset_link.person_id")
    .select(["reset_link.id", "person_id", "expires_at", "person.name", "person.email"])
    .where("used_at", "is", null)
    .where("expires_at", ">", now.toISOString())
    .where("suspended_at", "is", null)
    .where("erased_at", "is", null);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectOpen>["execute"]>>[number];

function toResetLink({ id, person_id: personId, name, email, expires_at: expiresAt }: Row): ResetLink {
  return { id, personId, name: name ?? "", email: email ?? "", expiresAt };
}
