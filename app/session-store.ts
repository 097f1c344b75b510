import type { Adapter, DatabaseSession, DatabaseUser } from "lucia";
import { compiledOnce } from "#db/compiled.ts";
import type { Db } from "#db/open.ts";
import type { SessionTable } from "#db/schema.ts";
import type { Role } from "./domain/actor.ts";
import { type LegalModel, toLegalModel } from "./domain/legal-model.ts";
import type { Practice } from "./domain/practice.ts";
import { isLive } from "./domain/session.ts";
import { hashToken, newId } from "./platform/chance.ts";

/** What Lucia carries of a session. A new one says how it began and on what device; a found one also its row. */
export interface SessionAttributes {
  method: SessionTable["method"];
  device: string;
  rowId?: string;
  lastSeenAt?: string;
  /** When its owner last gave their password, or whatever it began with. */
  confirmedAt?: string;
}

export interface PersonAttributes {
  name: string;
  email: string;
  zone: string;
  legalModel: LegalModel | null;
  hasLeft: boolean;
  roles: Role[];
  practice: Practice;
}

/** Lucia compares with the machine's clock; a session that the store returns is live, so Lucia is given no end to see. */
const decidedHere = new Date(8_640_000_000_000_000 - 1);

/**
 * Lucia's sessions in our database. Only a hash of each token is kept, so a copied row opens nothing, and whether a
 * session is live is decided here from `now`. A suspended or erased person has none. One query finds all of a visitor.
 */
export function sessionStore(db: Db, now: Date): Adapter {
  return {
    async getSessionAndUser(token) {
      const rows = await findVisit(db, hashToken(token), now.toISOString());
      const [row] = rows;
      if (!row) return [null, null];
      const roles = rows.flatMap(({ role }) => (role ? [role] : []));
      if (isLive({ ...row, roles }, now)) return toLucia(token, row, roles);
      // Forgotten at once, so that a clock set back revives nothing.
      await forget(db, token);
      return [null, null];
    },
    async setSession({ id: token, userId, attributes: { method, device } }) {
      const at = now.toISOString();
      await db
        .insertInto("session")
        .values({
          id: newId(),
          token_hash: hashToken(token),
          person_id: userId,
          created_at: at,
          last_seen_at: at,
          method,
          device,
          second_factor_at: null,
          reauthenticated_at: null,
        })
        .execute();
    },
    async deleteSession(token) {
      await forget(db, token);
    },
    async deleteUserSessions(personId) {
      await db.deleteFrom("session").where("person_id", "=", personId).execute();
    },
    async deleteExpiredSessions() {
      throw new Error("Sessions that have ended are forgotten by domain/session.ts.");
    },
    async getUserSessions() {
      throw new Error("Sessions are listed by domain/session.ts: this store has no tokens to list.");
    },
    async updateSessionExpiration() {
      throw new Error("A session's end follows from when it began and was last seen.");
    },
  };
}

async function forget(db: Db, token: string): Promise<void> {
  await db.deleteFrom("session").where("token_hash", "=", hashToken(token)).execute();
}

/** One row for each current role of the person, or one row without a role: who has left the practice has none. */
const findVisit = compiledOnce((db, tokenHash, now) =>
  db
    .selectFrom("session")
    .innerJoin("person", "person.id", "session.person_id")
    .crossJoin("practice")
    .leftJoin("role_grant", (join) =>
      join
        .onRef("role_grant.person_id", "=", "person.id")
        .on("role_grant.ended_at", "is", null)
        .on("role_grant.course_id", "is", null)
        .on((grant) => grant.or([grant("role_grant.until", "is", null), grant("role_grant.until", ">", now)]))
        .on("person.left_at", "is", null),
    )
    .where("session.token_hash", "=", tokenHash)
    .where("person.suspended_at", "is", null)
    .where("person.erased_at", "is", null)
    .select([
      "session.id as rowId",
      "session.method",
      "session.device",
      "session.created_at as createdAt",
      "session.last_seen_at as lastSeenAt",
      "session.reauthenticated_at as reauthenticatedAt",
      "person.id as personId",
      "person.name",
      "person.email",
      "person.zone",
      "person.legal_model as legalModel",
      "person.left_at as leftAt",
      "role_grant.role",
      "practice.name as practiceName",
      "practice.contact",
      "practice.zone as practiceZone",
      "practice.purpose",
      "practice.sender",
      "practice.reply_to as replyTo",
      "practice.version",
    ]),
);

type Visit = Awaited<ReturnType<typeof findVisit>>[number];

function toLucia(token: string, row: Visit, roles: Role[]): [DatabaseSession, DatabaseUser] {
  const { rowId, method, device, lastSeenAt, createdAt, reauthenticatedAt, personId } = row;
  const { practiceName, practiceZone, contact, purpose, sender, replyTo, version } = row;
  const practice = { name: practiceName, contact, zone: practiceZone, purpose, sender, replyTo, version };
  const attributes = { rowId, method, device, lastSeenAt, confirmedAt: reauthenticatedAt ?? createdAt };
  return [
    { id: token, userId: personId, expiresAt: decidedHere, attributes },
    {
      id: personId,
      attributes: {
        name: row.name ?? "",
        email: row.email ?? "",
        zone: row.zone ?? row.practiceZone,
        legalModel: toLegalModel(row.legalModel),
        hasLeft: row.leftAt !== null,
        roles,
        practice,
      },
    },
  ];
}
