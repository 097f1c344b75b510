import type { Db } from "#db/open.ts";
import type { Role } from "../actor.ts";
import { gather, type Person, selectPeople } from "../person.ts";
import { containsWords } from "./words.ts";

export interface ListedPerson extends Person {
  /** The teams they are in now, by name. */
  teams: { id: string; name: string }[];
}

/** Whom a list shows: everybody unless said. */
export interface Wanted {
  /** Part of a name or an e-mail address. */
  words?: string;
  teamId?: string;
  role?: Role;
}

/**
 * People by name, `limit` of them after the person `after`; `next` continues. The erased are not listed. Two rows of
 * the same name keep the order of their ids. Two queries; roles and teams are read of the people listed alone.
 */
export async function listPeople(
  db: Db,
  { wanted = {}, after, limit, now }: { wanted?: Wanted; after?: string; limit: number; now: Date },
): Promise<{ people: ListedPerson[]; next: string | undefined }> {
  const chosen = selectWanted(db, wanted, now)
    .$if(after !== undefined, (query) =>
      query.where((row) =>
        row(
          row.refTuple("listed.name", "listed.id"),
          ">",
          row
            .selectFrom("person as last")
            .select(["last.name", "last.id"])
            .where("last.id", "=", after ?? "")
            .$asTuple("name", "id"),
        ),
      ),
    )
    .orderBy("listed.name")
    .orderBy("listed.id")
    .limit(limit + 1);
  const people = gather(await selectPeople(db).where("person.id", "in", chosen).execute());
  const page = people.slice(0, limit);
  const teams = await listTeamsOf(
    db,
    page.map(({ id }) => id),
  );
  const listed = page.map((person) => ({ ...person, teams: teams.get(person.id) ?? [] }));
  return { people: listed, next: people.length > limit ? page.at(-1)?.id : undefined };
}

/** The ids of whom a list shows; by the indexes of teams and roles, and for words by the names themselves. */
function selectWanted(db: Db, { words = "", teamId, role }: Wanted, now: Date) {
  let query = db
    .selectFrom("person as listed")
    .select("listed.id")
    .where("listed.erased_at", "is", null)
    .where("listed.alias_of", "is", null);
  for (const one of containsWords(words, { name: "listed.name", email: "listed.email" })) query = query.where(one);
  if (teamId !== undefined) {
    query = query.where("listed.id", "in", (row) =>
      row
        .selectFrom("team_member")
        .select("person_id")
        .where("team_id", "=", teamId)
        .where("team_member.ended_at", "is", null),
    );
  }
  if (role === undefined) return query;
  return query.where("listed.id", "in", (row) =>
    row
      .selectFrom("role_grant")
      .select("person_id")
      .where("role", "=", role)
      .where("course_id", "is", null)
      .where("role_grant.ended_at", "is", null)
      .where((grant) => grant.or([grant("until", "is", null), grant("until", ">", now.toISOString())])),
  );
}

async function listTeamsOf(db: Db, personIds: string[]): Promise<Map<string, { id: string; name: string }[]>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("team_member")
    .innerJoin("team", "team.id", "team_member.team_id")
    .select(["person_id", "team.id", "team.name"])
    .where("person_id", "in", personIds)
    .where("team_member.ended_at", "is", null)
    .orderBy("team.name")
    .orderBy("team.id")
    .execute();
  return Map.groupBy(rows, ({ person_id }) => person_id);
}
