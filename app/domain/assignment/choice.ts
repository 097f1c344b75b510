import type { Db } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { normaliseEmail } from "../person.ts";
import { findScope, type Scope } from "./scope.ts";

/** Whom a form of this actor can name: teams, and for a supervisor the people in them. */
export interface Choice {
  teams: { id: string; name: string }[];
  /** null where there are too many to list: then by e-mail address. */
  people: { id: string; name: string; email: string }[] | null;
  /** What people work as, of the whole practice, and those invited to it: for administrators. */
  professions: string[];
}

const mostListed = 100;

/** Whom this actor may assign to. Three queries at most; undefined for who may assign to nobody. */
export async function findChoice(db: Db, actor: PersonActor): Promise<Choice | undefined> {
  const scope = await findScope(db, actor);
  if (!scope) return undefined;
  const teams = await db
    .selectFrom("team")
    .select(["id", "name"])
    .where("ended_at", "is", null)
    .$if(scope.as === "supervisor", (query) => query.where("id", "in", teamsIn(scope)))
    .orderBy("name")
    .orderBy("id")
    .execute();
  if (scope.as === "administrator") return { teams, people: null, professions: await listProfessions(db) };
  const people = await selectPeople(db, scope)
    .orderBy("person.name")
    .orderBy("person.id")
    .limit(mostListed + 1)
    .execute();
  return { teams, people: people.length > mostListed ? null : people.map(toPerson), professions: [] };
}

/** Who has these addresses, of those whom this actor may assign to, and which addresses nobody of them has. */
export async function findByEmails(
  db: Db,
  { actor, emails }: { actor: PersonActor; emails: string[] },
): Promise<{ people: string[]; unknown: string[] }> {
  const scope = await findScope(db, actor);
  const wanted = [...new Set(emails.map(normaliseEmail))];
  if (!scope || wanted.length === 0) return { people: [], unknown: wanted };
  const rows = await selectPeople(db, scope).where("person.email", "in", wanted).execute();
  const found = new Set(rows.map(({ email }) => email));
  return { people: rows.map(({ id }) => id), unknown: wanted.filter((email) => !found.has(email)) };
}

/** Also what only invited people work as: a rule can stand before the first of them comes. */
async function listProfessions(db: Db): Promise<string[]> {
  const invited = db
    .selectFrom("invitation")
    .select("profession")
    .where("profession", "is not", null)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null);
  const rows = await db
    .selectFrom("person")
    .select("profession")
    .where("profession", "is not", null)
    .where("erased_at", "is", null)
    .union(invited)
    .orderBy("profession")
    .limit(200)
    .execute();
  return rows.flatMap(({ profession }) => profession ?? []);
}

function selectPeople(db: Db, scope: Scope) {
  const members = db.selectFrom("team_member").select("team_member.person_id").where("ended_at", "is", null);
  return db
    .selectFrom("person")
    .select(["person.id", "person.name", "person.email"])
    .where("person.erased_at", "is", null)
    .where("person.alias_of", "is", null)
    .where("person.left_at", "is", null)
    .$if(scope.as === "supervisor", (query) =>
      query
        .where("person.id", "in", members.where("team_id", "in", teamsIn(scope)))
        .where("person.id", "<>", scope.as === "supervisor" ? scope.self : ""),
    );
}

/** PostgreSQL has no empty list; no id is empty. */
function teamsIn(scope: Scope): string[] {
  return scope.as === "supervisor" && scope.teams.length > 0 ? scope.teams : [""];
}

function toPerson({ id, name, email }: { id: string; name: string | null; email: string | null }) {
  return { id, name: name ?? "", email: email ?? "" };
}
