import { type RawBuilder, sql } from "kysely";
import type { Db } from "#db/open.ts";
import { type Act, may } from "../access.ts";
import type { PersonActor } from "../actor.ts";
import { selectAbsent, selectPeople } from "../standing.ts";
import { listTeamNames } from "../team.ts";
import { teamsOf } from "./scope.ts";

/** Whose standing somebody may look at in lists, now. */
export interface Oversight {
  /** The teams that they can choose from, by name. */
  teams: { id: string; name: string }[];
  /** The team that was chosen. */
  team: { id: string; name: string } | undefined;
  /** Everyone in the practice, or the members of these teams but `self`. */
  whose: "everyone" | { teams: string[]; self: string };
}

/**
 * What an actor oversees: by `all` every team and everyone, else the teams they supervise now, and of these themselves
 * never. Undefined for a team that is not there or not theirs. One query.
 */
export async function findOversight(
  db: Db,
  { actor, all, teamId }: { actor: PersonActor; all: Act; teamId: string | undefined },
): Promise<Oversight | undefined> {
  const ofAll = may(actor, all);
  const teams = ofAll ? await listTeamNames(db) : await teamsOf(db, actor);
  const team = teams.find(({ id }) => id === teamId);
  if (teamId !== undefined && !team) return undefined;
  if (ofAll && !team) return { teams, team, whose: "everyone" };
  return { teams, team, whose: { teams: (team ? [team] : teams).map(({ id }) => id), self: ofAll ? "" : actor.id } };
}

/** The ids of whom an oversight is over, for `where("….person_id", "in", …)`. */
export function selectOverseen(db: Db, { whose }: Pick<Oversight, "whose">, now: Date) {
  if (whose === "everyone") return selectPeople(db, { whose, now });
  return selectPeople(db, { whose, now }).where("person.id", "!=", whose.self);
}

/**
 * The database with an oversight at hand for `isOverseen`: whom it is over, or of everyone who is left out, found once for
 * a query. PostgreSQL would otherwise look them up anew for each row where it expects few.
 */
export function withOversight(db: Db, oversight: Pick<Oversight, "whose">, now: Date) {
  const listed = oversight.whose === "everyone" ? selectAbsent(db, now) : selectOverseen(db, oversight, now).distinct();
  return db.with(
    (name) => name("listed").materialized(),
    () => listed,
  );
}

/** Whether a row of `standing` is of somebody whom the oversight at hand is over. */
export function isOverseen({ whose }: Pick<Oversight, "whose">): RawBuilder<boolean> {
  return whose === "everyone" ? sql<boolean>`standing.person_id not in (select id from listed)` : isListed;
}

/** Whether it is of somebody who is listed for the oversight at hand: of everyone who is left out, else whom it is over. */
export const isListed = sql<boolean>`standing.person_id in (select id from listed)`;

/** The teams that a look at an oversight shows, for the log of views. */
export function teamsShown({ teams, team }: Oversight): { id: string }[] {
  return team ? [team] : teams;
}
