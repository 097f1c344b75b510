import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { reachPerson } from "../assignment/reach.ts";
import { takeOverAssignments } from "../assignment/takeover.ts";
import { writeAudit } from "../audit.ts";
import { findPerson, type Person } from "../person.ts";
import { isLastAdministrator } from "../role.ts";
import { endSessionsOf } from "../session.ts";
import { joinTeam } from "../team/member.ts";
import { endPlaces } from "./leaving.ts";

export type NotMerged =
  | "same"
  | "yourself"
  | "not-active"
  | "has-merged"
  | "last-administrator"
  | "running-twice"
  | "private-texts";

/** What merging would do. */
export interface MergeLook {
  gone: Person;
  survivor: Person;
  /** Enrolments that go over, and those that stay as they are since the survivor has one in that course. */
  moving: number;
  staying: number;
  /** Completion records, found through the survivor from then on and otherwise untouched. */
  records: number;
  /** Names of the teams that the survivor joins. */
  teams: string[];
  refused: NotMerged | null;
}

interface Merging {
  actor: PersonActor;
  /** The account that becomes an alias, and the one that stays. */
  goneId: string;
  survivorId: string;
}

/**
 * Says what merging one account into another would do, and whether it may be. Nothing is done. `undefined` when either
 * is not there, as one that was merged before is not.
 */
export async function lookAtMerge(db: Db, { actor, goneId, survivorId }: Merging): Promise<MergeLook | undefined> {
  const [gone, survivor] = [await findPerson(db, goneId), await findPerson(db, survivorId)];
  if (!gone || !survivor || gone.state === "erased" || survivor.state === "erased") return undefined;
  const places = await fatesOf(db, { goneId, survivorId });
  const teams = await listTeamsToJoin(db, { goneId, survivorId });
  const { records } = await db
    .selectFrom("completion_record")
    .select((row) => row.fn.countAll<number>().as("records"))
    .where("person_id", "=", goneId)
    .executeTakeFirstOrThrow();
  const of = (fate: Fate["fate"]) => places.filter((place) => place.fate === fate);
  const isTwice = of("twice").length > 0;
  const refused = await refusalOf(db, { actor, gone, survivor, isTwice });
  const counts = {
    moving: of("moves").length + of("found").length,
    staying: of("stays").length,
    records: Number(records),
  };
  return { gone, survivor, ...counts, teams: teams.map(({ name }) => name), refused };
}

/**
 * Makes one account the alias of another (decision 38): its sessions, roles and teams end, whoever signs in with its
 * address is the survivor, and what was done under it is found through them: what is assigned goes over, and where the
 * survivor stands follows both accounts. Evidence stays as it was issued. Refused with the reason that `lookAtMerge`
 * gives. Sent again it is answered as the first time, and nothing more happens.
 */
export async function mergePeople(
  db: Db,
  { actor, goneId, survivorId, now }: Merging & { now: Date },
): Promise<{ merged: true } | { refused: NotMerged } | undefined> {
  return transact(db, async (db) => {
    if (await isAliasOf(db, { goneId, survivorId })) return { merged: true };
    const look = await lookAtMerge(db, { actor, goneId, survivorId });
    if (!look) return undefined;
    if (look.refused) return { refused: look.refused };
    const moving = (await fatesOf(db, { goneId, survivorId })).filter(({ fate }) => fate === "moves");
    for (const { id } of moving) {
      await db.updateTable("enrolment").set({ person_id: survivorId }).where("id", "=", id).execute();
    }
    await takeOverAssignments(db, { actor, goneId, survivorId, now });
    const teams = await listTeamsToJoin(db, { goneId, survivorId });
    await endPlaces(db, { actor, personId: goneId, now });
    for (const { id } of teams) await joinTeam(db, { actor, teamId: id, personId: survivorId, now });
    await takeOver(db, { goneId, survivorId });
    await endSessionsOf(db, { personId: goneId });
    await db.updateTable("person").set({ alias_of: survivorId, external_id: null }).where("id", "=", goneId).execute();
    for (const personId of [goneId, survivorId]) await reachPerson(db, { personId, now });
    await writeAudit(db, { actor, act: "merge account away", subject: { kind: "person", id: goneId }, now });
    await writeAudit(db, { actor, act: "merge account into", subject: { kind: "person", id: survivorId }, now });
    return { merged: true };
  });
}

async function isAliasOf(db: Db, { goneId, survivorId }: { goneId: string; survivorId: string }): Promise<boolean> {
  const alias = db.selectFrom("person").select("id").where("id", "=", goneId).where("alias_of", "=", survivorId);
  return (await alias.executeTakeFirst()) !== undefined;
}

interface Beside {
  actor: PersonActor;
  gone: Person;
  survivor: Person;
  isTwice: boolean;
}

async function refusalOf(db: Db, { actor, gone, survivor, isTwice }: Beside): Promise<NotMerged | null> {
  if (gone.id === survivor.id) return "same";
  if (gone.id === actor.id) return "yourself";
  if (gone.state === "suspended" || survivor.state !== "active") return "not-active";
  const alias = await db.selectFrom("person").select("id").where("alias_of", "=", gone.id).executeTakeFirst();
  if (alias) return "has-merged";
  if (await isLastAdministrator(db, gone.id)) return "last-administrator";
  if (isTwice) return "running-twice";
  const text = await db.selectFrom("private_text").select("id").where("person_id", "=", gone.id).executeTakeFirst();
  return text ? "private-texts" : null;
}

interface Fate {
  id: string;
  fate: "moves" | "found" | "stays" | "twice";
}

/**
 * A place in a course goes over; one that a record rests on stays as it is and is found through the survivor. Not where
 * the survivor is in that course too: then it only stays, which is refused while it is running, since nobody could
 * reach it any more.
 */
async function fatesOf(db: Db, { goneId, survivorId }: { goneId: string; survivorId: string }): Promise<Fate[]> {
  const rows = await db
    .selectFrom("enrolment")
    .leftJoin("completion_record", "completion_record.enrolment_id", "enrolment.id")
    .select(["enrolment.id", "enrolment.person_id", "enrolment.course_id", "left_at", "completion_record.id as record"])
    .where("enrolment.person_id", "in", [goneId, survivorId])
    .execute();
  const taken = new Set(rows.filter(({ person_id }) => person_id === survivorId).map(({ course_id }) => course_id));
  const fates = new Map<string, Fate>();
  for (const { id, person_id, course_id, left_at, record } of rows) {
    if (person_id !== goneId) continue;
    const isRunning = left_at === null && record === null;
    if (taken.has(course_id)) fates.set(id, { id, fate: isRunning ? "twice" : "stays" });
    else fates.set(id, { id, fate: record === null ? "moves" : "found" });
  }
  return [...fates.values()];
}

/** Teams of the account that goes in which the survivor is not yet. */
function listTeamsToJoin(db: Db, { goneId, survivorId }: { goneId: string; survivorId: string }) {
  const own = db
    .selectFrom("team_member")
    .select("team_id")
    .where("person_id", "=", survivorId)
    .where("ended_at", "is", null);
  return db
    .selectFrom("team_member")
    .innerJoin("team", "team.id", "team_member.team_id")
    .select(["team.id", "team.name"])
    .where("person_id", "=", goneId)
    .where("team.id", "not in", own)
    .where("team_member.ended_at", "is", null)
    .where("team.ended_at", "is", null)
    .orderBy("team.name")
    .execute();
}

/** What is neither evidence nor sealed for one account goes over; the password goes, since one account has one. */
async function takeOver(db: Db, { goneId, survivorId }: { goneId: string; survivorId: string }): Promise<void> {
  const gone = await db
    .selectFrom("person")
    .select(["joined_on", "profession"])
    .where("id", "=", goneId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable("person")
    .set((row) => ({
      joined_on: row.fn.coalesce("joined_on", row.val(gone.joined_on)),
      profession: row.fn.coalesce("profession", row.val(gone.profession)),
    }))
    .where("id", "=", survivorId)
    .execute();
  const over = { person_id: survivorId };
  const ofGone = { person_id: goneId };
  await db
    .updateTable("outside_certificate")
    .set(over)
    .where((row) => row.and(ofGone))
    .execute();
  await db
    .updateTable("request")
    .set(over)
    .where((row) => row.and(ofGone))
    .execute();
  await db
    .updateTable("identity")
    .set(over)
    .where((row) => row.and(ofGone))
    .execute();
  const licences = await db.selectFrom("person_licence").selectAll().where("person_id", "=", goneId).execute();
  await db.deleteFrom("person_licence").where("person_id", "=", goneId).execute();
  for (const licence of licences) {
    await db
      .insertInto("person_licence")
      .values({ ...licence, ...over })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await db.deleteFrom("password").where("person_id", "=", goneId).execute();
  await db.deleteFrom("reset_link").where("person_id", "=", goneId).execute();
}
