import { sql } from "kysely";
import { hashToken, newId, newToken } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { reachPeople } from "../assignment/reach.ts";
import { writeAudits } from "../audit.ts";
import { invitationLasts } from "../invitation.ts";
import { postEffects } from "../outbox.ts";
import { joinTeam } from "../team/member.ts";
import { type Change, licenceIn, teamOf } from "./judging.ts";
import type { Row } from "./row.ts";
import type { Standing } from "./standing.ts";

interface Applying {
  actor: Actor;
  standing: Standing;
  now: Date;
}

interface Inviting extends Applying {
  importId: string | null;
  /** The key and the secret of a line's link, where its form makes them; else nobody knows the secret. */
  secretOf?: (email: string) => { keptKey: string; tokenHash: string };
}

/**
 * Invites the people of these lines as part of another act: one statement each for invitations, trail and mail. A mail
 * makes a secret of its own, and so does whoever asks for the links.
 */
export async function inviteRows(db: Db, rows: Row[], inviting: Inviting): Promise<void> {
  if (rows.length === 0) return;
  const { actor, standing, importId, secretOf = thrownAway, now } = inviting;
  const invited = rows.map(({ cells }) => {
    const { keptKey, tokenHash } = secretOf(cells.email);
    return {
      id: newId(),
      form_key: keptKey,
      token_hash: tokenHash,
      role: null,
      invited_by: actor.kind === "person" ? actor.id : null,
      invited_at: now.toISOString(),
      expires_at: new Date(now.getTime() + invitationLasts).toISOString(),
      withdrawn_at: null,
      accepted_at: null,
      accepted_by: null,
      import_id: importId,
      email: cells.email,
      name: cells.name,
      ...waitingIn(cells, standing),
    };
  });
  await db.insertInto("invitation").values(invited).execute();
  const subjects = invited.map(({ id }) => ({ kind: "invitation", id }));
  await writeAudits(db, { actor, act: "invite person", subjects, now });
  const effects = invited.map(({ id }) => {
    return { key: `invitation-mail of ${id}`, kind: "invitation-mail", payload: { invitationId: id } } as const;
  });
  await postEffects(db, effects, { urgency: "soon", now });
}

/** Changes the accounts and open invitations of these lines, as part of another act; what is assigned reaches them. */
export async function changeRows(
  db: Db,
  rows: { row: Row; of: "account" | "invitation"; changes: Change[] }[],
  { actor, standing, now }: Applying,
): Promise<void> {
  const accounts = rows.flatMap(({ row, of, changes }) => {
    const id = standing.people.get(row.cells.email)?.id;
    return of === "account" && id ? [{ id, row, changes }] : [];
  });
  for (const { id, row, changes } of accounts) await changeAccount(db, { id, row, changes });
  for (const place of placesOf(accounts, standing)) await joinTeam(db, { actor, ...place, now });
  await reachPeople(db, { personIds: accounts.map(({ id }) => id), now });
  await addLicences(db, accounts, now);
  const subjects = accounts.map(({ id }) => ({ kind: "person", id }));
  if (subjects.length > 0) await writeAudits(db, { actor, act: "change person from a list", subjects, now });
  for (const { row, of } of rows) if (of === "invitation") await changeInvitation(db, { row, actor, standing, now });
}

interface Account {
  id: string;
  row: Row;
  changes: Change[];
}

function thrownAway() {
  return { keptKey: hashToken(newToken()), tokenHash: hashToken(newToken()) };
}

/** What a line says of somebody who has not accepted yet. */
function waitingIn(cells: Row["cells"], standing: Standing) {
  return {
    team_id: teamOf(cells, standing)?.id ?? null,
    profession: cells.profession || null,
    joined_on: cells.joined_on || null,
    external_id: cells.external_id || null,
    licence_type: cells.licence_type || null,
    licence_number: cells.licence_number || null,
    licence_jurisdiction: cells.licence_jurisdiction || null,
  };
}

async function changeAccount(db: Db, { id, changes }: Account): Promise<void> {
  const own = ["joined_on", "external_id", "profession"] as const;
  const set = own.flatMap((column) => changes.filter((change) => change.column === column));
  if (set.length === 0) return;
  await db
    .updateTable("person")
    .set(Object.fromEntries(set.map(({ column, to }) => [column, to])))
    .set({ version: sql`version + 1` })
    .where("id", "=", id)
    .execute();
}

function placesOf(accounts: Account[], standing: Standing): { teamId: string; personId: string }[] {
  return accounts.flatMap(({ id, row, changes }) => {
    const team = changes.some(({ column }) => column === "team") && teamOf(row.cells, standing);
    return team ? [{ teamId: team.id, personId: id }] : [];
  });
}

async function addLicences(db: Db, accounts: Account[], now: Date): Promise<void> {
  const licences = accounts
    .filter(({ changes }) => changes.some(({ column }) => column === "licence_number"))
    .map(({ id, row }) => ({ id: newId(), person_id: id, ...licenceIn(row.cells), added_at: now.toISOString() }));
  if (licences.length === 0) return;
  await db
    .insertInto("person_licence")
    .values(licences)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** An empty cell leaves what waits already. */
async function changeInvitation(db: Db, { row, actor, standing, now }: Applying & { row: Row }): Promise<void> {
  const id = standing.invitations.get(row.cells.email)?.id;
  if (!id) return;
  const said = Object.entries({ name: row.cells.name || null, ...waitingIn(row.cells, standing) });
  const set = Object.fromEntries(said.filter(([, value]) => value !== null));
  await db.updateTable("invitation").set(set).where("id", "=", id).execute();
  await writeAudits(db, { actor, act: "change invitation from a list", subjects: [{ kind: "invitation", id }], now });
}
