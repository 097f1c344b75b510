import type { Db } from "#db/open.ts";
import type { Licence } from "../completion-record.ts";
import { type PersonState, stateOf } from "../person.ts";
import type { Row } from "./row.ts";

/** Somebody with an account, as far as a file can change it. */
export interface StandingPerson {
  id: string;
  state: PersonState;
  profession: string | null;
  joinedOn: string | null;
  externalId: string | null;
  /** Ids of the teams they are in now. */
  teams: Set<string>;
  /** A reviewer stands in no roster. */
  isReviewer: boolean;
  /** By `licenceKey`. */
  licences: Set<string>;
}

export type StandingInvitation = Awaited<ReturnType<typeof findInvitations>>[number];

/** What the database knows of the lines of a file: looked up for many at once, never line by line. */
export interface Standing {
  /** By address; the address of a merged account leads to the one that it became. */
  people: Map<string, StandingPerson>;
  /** Open ones, by address. */
  invitations: Map<string, StandingInvitation>;
  /** The id of the person or open invitation that has a number of the practice's list. */
  numbers: Map<string, string>;
  /** Current teams by `teamKey`; undefined for a name that several have. */
  teams: Map<string, { id: string; name: string } | undefined>;
}

/** How many lines are looked up at once. */
const atOnce = 500;

/** Eight queries at most for each five hundred lines, and one for the teams. */
export async function findStanding(db: Db, { rows, now }: { rows: Row[]; now: Date }): Promise<Standing> {
  const standing: Standing = {
    people: new Map(),
    invitations: new Map(),
    numbers: new Map(),
    teams: await findTeams(db),
  };
  for (let from = 0; from < rows.length; from += atOnce) {
    await addStanding(db, standing, { rows: rows.slice(from, from + atOnce), now });
  }
  return standing;
}

/** Two spellings of one team's name. */
export function teamKey(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}

export function licenceKey({ type, number, jurisdiction }: Licence): string {
  return JSON.stringify([type, number, jurisdiction]);
}

async function addStanding(db: Db, standing: Standing, { rows, now }: { rows: Row[]; now: Date }): Promise<void> {
  const addresses = rows.map(({ cells }) => cells.email);
  const numbers = rows.map(({ cells }) => cells.external_id).filter((number) => number !== "");
  const open = { at: now.toISOString() };
  const people = await findPeople(db, addresses);
  const found = new Map(people.map((row) => [row.id, toPerson(row)]));
  for (const { address, id } of people) {
    const person = found.get(id);
    if (person) standing.people.set(address ?? "", person);
  }
  for (const row of await findInvitations(db, { ...open, addresses })) standing.invitations.set(row.email ?? "", row);
  if (numbers.length > 0) await addNumbers(db, standing, { ...open, numbers });
  if (found.size > 0) await addBelongings(db, found, open);
}

/** Each address with the account it leads to. */
function findPeople(db: Db, addresses: string[]) {
  return db
    .selectFrom("person as named")
    .innerJoin("person", (join) => join.on("person.id", "=", (eb) => eb.fn.coalesce("named.alias_of", "named.id")))
    .select(["named.email as address", "person.id", "person.profession", "person.joined_on", "person.external_id"])
    .select(["person.suspended_at", "person.left_at", "person.erased_at"])
    .where("named.email", "in", addresses)
    .execute();
}

function findInvitations(db: Db, { addresses, at }: { addresses: string[]; at: string }) {
  return selectOpen(db, at)
    .leftJoin("team", "team.id", "invitation.team_id")
    .select(["invitation.id", "email", "invitation.name", "team_id", "team.name as team_name"])
    .select(["profession", "joined_on", "external_id"])
    .select(["licence_type", "licence_number", "licence_jurisdiction"])
    .where("email", "in", addresses)
    .execute();
}

async function addNumbers(
  db: Db,
  standing: Standing,
  { numbers, at }: { numbers: string[]; at: string },
): Promise<void> {
  const wanted = ["id", "external_id as number"] as const;
  const taken = [
    ...(await selectOpen(db, at).select(wanted).where("external_id", "in", numbers).execute()),
    ...(await db.selectFrom("person").select(wanted).where("external_id", "in", numbers).execute()),
  ];
  for (const { id, number } of taken) standing.numbers.set(number ?? "", id);
}

async function addBelongings(db: Db, people: Map<string, StandingPerson>, { at }: { at: string }): Promise<void> {
  const ids = [...people.keys()];
  const memberships = await db
    .selectFrom("team_member")
    .select(["person_id", "team_id"])
    .where("person_id", "in", ids)
    .where("ended_at", "is", null)
    .execute();
  for (const { person_id, team_id } of memberships) people.get(person_id)?.teams.add(team_id);
  const reviewers = await db
    .selectFrom("role_grant")
    .select("person_id")
    .where("role", "=", "reviewer")
    .where("ended_at", "is", null)
    .where("until", ">", at)
    .where("person_id", "in", ids)
    .execute();
  for (const { person_id } of reviewers) {
    const person = people.get(person_id);
    if (person) person.isReviewer = true;
  }
  const licences = await db.selectFrom("person_licence").selectAll().where("person_id", "in", ids).execute();
  for (const licence of licences) people.get(licence.person_id)?.licences.add(licenceKey(licence));
}

async function findTeams(db: Db): Promise<Standing["teams"]> {
  const rows = await db.selectFrom("team").select(["id", "name"]).where("ended_at", "is", null).execute();
  const teams: Standing["teams"] = new Map();
  for (const team of rows) teams.set(teamKey(team.name), teams.has(teamKey(team.name)) ? undefined : team);
  return teams;
}

function selectOpen(db: Db, at: string) {
  return db
    .selectFrom("invitation")
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", at);
}

type PersonRow = Awaited<ReturnType<typeof findPeople>>[number];

function toPerson({ id, profession, joined_on: joinedOn, external_id: externalId, ...ends }: PersonRow) {
  const belongings = { isReviewer: false, teams: new Set<string>(), licences: new Set<string>() };
  return { id, state: stateOf(ends), profession, joinedOn, externalId, ...belongings };
}
