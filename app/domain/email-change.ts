import { hashToken, newId, newToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { withdrawOpenInvitations } from "./invitation/withdrawal.ts";
import { isPressedTwice, tokenFromKey } from "./link.ts";
import { postEffect } from "./outbox.ts";
import { type Confirming, confirmPassword } from "./password.ts";
import { isEmailTaken, normaliseEmail } from "./person.ts";
import { voidResetLinks } from "./reset-link/withdrawal.ts";

/** How long a link counts, in milliseconds: two days. */
const lasts = 48 * 60 * 60_000;
const day = 24 * 60 * 60_000;

/** How often one person may have links sent in a day: each goes to an address that may be anybody's. */
const mostADay = 5;

/** Another address that somebody asked for and that does not count yet. */
export interface EmailChange {
  id: string;
  personId: string;
  email: string;
  former: string;
  expiresAt: string;
}

/**
 * Asks for another address to sign in with; it counts once the link that is sent there is used, and takes the place of
 * an earlier ask. Refused for a wrong password, which counts as a try to sign in, for the address that stands and for a
 * sixth ask in a day. Whether the address is somebody's is not said: then nothing is sent. The same form again is once;
 * with another address typed into it (the way back in a browser), it is a newer ask.
 */
export async function askForEmail(
  db: Db,
  { wanted, key, ...confirming }: Confirming & { wanted: string; key: string },
): Promise<{ asked: true } | { refused: "wrong" | "throttled" | "same" | "too-often" }> {
  const email = normaliseEmail(wanted);
  if (email === normaliseEmail(confirming.email)) return { refused: "same" };
  const confirmed = await confirmPassword(db, confirming);
  if ("refused" in confirmed) return confirmed;
  const { actor, now } = confirming;
  const row = {
    id: newId(),
    form_key: hashToken(`${key} ${email}`),
    token_hash: hashToken(newToken()),
    person_id: actor.id,
    email,
    former: normaliseEmail(confirming.email),
    asked_at: now.toISOString(),
    expires_at: new Date(now.getTime() + lasts).toISOString(),
    used_at: null,
  };
  return transact(db, async (db) => {
    const asked = await listLately(db, actor.id, now);
    if (asked.some(({ form_key }) => form_key === row.form_key)) return { asked: true };
    if (asked.length >= mostADay) return { refused: "too-often" };
    await voidEmailChanges(db, { personId: actor.id, now });
    await db.insertInto("email_change").values(row).execute();
    await writeAudit(db, { actor, act: "ask for another address", subject: { kind: "person", id: actor.id }, now });
    const effect = { key: `email-mail of ${row.id}`, kind: "email-mail", payload: { emailChangeId: row.id } } as const;
    await postEffect(db, { ...effect, urgency: "now", now });
    return { asked: true };
  });
}

/** What somebody asked for that still waits for its link to be used. */
export async function findWaiting(
  db: Db,
  { personId, now }: { personId: string; now: Date },
): Promise<EmailChange | undefined> {
  const row = await selectOpen(db, now).where("person_id", "=", personId).executeTakeFirst();
  return row && toEmailChange(row);
}

/** Takes an ask back; its link opens nothing from then on. Also for none, and as part of another act. */
export async function voidEmailChanges(db: Db, { personId, now }: { personId: string; now: Date }): Promise<void> {
  const at = now.toISOString();
  await db
    .updateTable("email_change")
    .set({ expires_at: at })
    .where("person_id", "=", personId)
    .where("used_at", "is", null)
    .where("expires_at", ">", at)
    .execute();
}

/** A new secret for an ask, made when its mail is sent; none for an address that is somebody's by now. */
export async function mintEmailLink(
  db: Db,
  { emailChangeId, now }: { emailChangeId: string; now: Date },
): Promise<{ change: EmailChange; token: string } | undefined> {
  const token = newToken();
  return transact(db, async (db) => {
    const row = await selectOpen(db, now).where("email_change.id", "=", emailChangeId).executeTakeFirst();
    if (!row || (await isEmailTaken(db, row.email))) return undefined;
    await keepSecret(db, { id: row.id, tokenHash: hashToken(token), expiresAt: row.expires_at });
    return { change: toEmailChange(row), token };
  });
}

/**
 * The link of what a person asked for, for an administrator to hand over where no mail is sent: they pass it on and
 * choose no address. The same form makes the same link. Undefined where nothing waits; refused for an address that is
 * somebody's.
 */
export async function handOverEmailLink(
  db: Db,
  { actor, personId, key, now }: { actor: PersonActor; personId: string; key: string; now: Date },
): Promise<{ token: string } | { refused: "taken" } | undefined> {
  const { token, tokenHash } = tokenFromKey(key);
  return transact(db, async (db) => {
    const row = await selectOpen(db, now).where("person_id", "=", personId).executeTakeFirst();
    if (!row) return undefined;
    if (await isEmailTaken(db, row.email)) return { refused: "taken" };
    await keepSecret(db, { id: row.id, tokenHash, expiresAt: new Date(now.getTime() + lasts).toISOString() });
    await writeAudit(db, { actor, act: "hand over address link", subject: { kind: "person", id: personId }, now });
    return { token };
  });
}

/** What an open link is for; `undefined` for one that is used, over, taken back or invented. Nothing is used up. */
export async function findEmailLink(
  db: Db,
  { token, now }: { token: string; now: Date },
): Promise<EmailChange | undefined> {
  const row = await selectOpen(db, now).where("token_hash", "=", hashToken(token)).executeTakeFirst();
  return row && toEmailChange(row);
}

/**
 * Has the new address count from now on, once; the old one is told. Links that were sent to the old one and invitations
 * to the new one end. Refused alike for every link that is not open, and for an address that another account has taken
 * since. Pressed twice, it is answered as the first time.
 */
export async function confirmEmail(
  db: Db,
  { token, now }: { token: string; now: Date },
): Promise<{ changed: true } | { refused: "link-void" | "taken" }> {
  return transact(db, async (db) => {
    const row = await selectOpen(db, now).where("token_hash", "=", hashToken(token)).executeTakeFirst();
    if (!row) return findJustUsed(db, { token, now });
    const { id, person_id: personId, email } = row;
    if (await isEmailTaken(db, email)) return { refused: "taken" };
    const actor: PersonActor = { kind: "person", id: personId, roles: [] };
    await db.updateTable("person").set({ email }).where("id", "=", personId).execute();
    await db.updateTable("email_change").set({ used_at: now.toISOString() }).where("id", "=", id).execute();
    await voidResetLinks(db, { person_id: personId }, now);
    await withdrawOpenInvitations(db, { email }, now);
    await writeAudit(db, { actor, act: "change own address", subject: { kind: "person", id: personId }, now });
    const effect = { key: `email-notice of ${id}`, kind: "email-notice", payload: { emailChangeId: id } } as const;
    await postEffect(db, { ...effect, urgency: "now", now });
    return { changed: true };
  });
}

/** Where the notice of a change that has happened goes: the address that counted before. */
export async function findFormerAddress(db: Db, emailChangeId: string): Promise<string | undefined> {
  const row = await db.selectFrom("email_change").select("former").where("id", "=", emailChangeId).executeTakeFirst();
  return row?.former;
}

async function findJustUsed(
  db: Db,
  { token, now }: { token: string; now: Date },
): Promise<{ changed: true } | { refused: "link-void" }> {
  const row = await db
    .selectFrom("email_change")
    .select("used_at")
    .where("token_hash", "=", hashToken(token))
    .executeTakeFirst();
  return row?.used_at && isPressedTwice(row.used_at, now) ? { changed: true } : { refused: "link-void" };
}

function listLately(db: Db, personId: string, now: Date) {
  return db
    .selectFrom("email_change")
    .select("form_key")
    .where("person_id", "=", personId)
    .where("asked_at", ">", new Date(now.getTime() - day).toISOString())
    .execute();
}

async function keepSecret(
  db: Db,
  { id, tokenHash, expiresAt }: { id: string; tokenHash: string; expiresAt: string },
): Promise<void> {
  const kept = { token_hash: tokenHash, expires_at: expiresAt };
  await db.updateTable("email_change").set(kept).where("id", "=", id).execute();
}

function selectOpen(db: Db, now: Date) {
  return db
    .selectFrom("email_change")
    .innerJoin("person", "person.id", "email_change.person_id")
    .select(["email_change.id", "person_id", "email_change.email", "former", "expires_at"])
    .where("used_at", "is", null)
    .where("expires_at", ">", now.toISOString())
    .where("suspended_at", "is", null)
    .where("erased_at", "is", null)
    .where("alias_of", "is", null);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectOpen>["execute"]>>[number];

function toEmailChange({ id, person_id: personId, email, former, expires_at: expiresAt }: Row): EmailChange {
  return { id, personId, email, former, expiresAt };
}
