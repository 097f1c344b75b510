import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { ConcessionTable } from "#db/schema.ts";
import type { PersonActor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { dayIn } from "../calendar.ts";
import { findPractice } from "../practice.ts";
import { standingOf } from "../standing.ts";
import { arePeopleWithin, findScope } from "./scope.ts";

export type ConcessionKind = ConcessionTable["kind"];

/** What one person is let off in one course, with who granted it; the reason is null once retention has taken it. */
export interface Concession {
  id: string;
  kind: ConcessionKind;
  untilOn: string | null;
  grantedBy: string;
  grantedAt: string;
  endedAt: string | null;
  reason: string | null;
}

interface Granting {
  actor: PersonActor;
  personId: string;
  courseId: string;
  /** Until which day, for an extension. */
  grant: { kind: "extension"; untilOn: string } | { kind: "excusal" | "waiver" };
  reason: string;
  key: string;
  now: Date;
}

type Ungranted = "not-assigned" | "no-due-date" | "not-later" | "complete" | "already";

/**
 * Lets one person off in one course: until a later day, for now (an excusal), or for good (a waiver, which only
 * administrators grant and which issues no record). It holds whatever becomes of the assignments, until it is lifted.
 * Refused where nothing is assigned or all is done, for a day that is not later than the one that counts or is over,
 * and for what is granted already. Undefined for somebody out of the actor's scope, themselves among them.
 */
export async function grantConcession(
  db: Db,
  { actor, personId, courseId, grant, reason, key, now }: Granting,
): Promise<{ granted: true } | { refused: Ungranted } | undefined> {
  return transact(db, async (db) => {
    if (!(await mayGrant(db, { actor, personId, kind: grant.kind }))) return undefined;
    const sent = await db.selectFrom("concession").select("id").where("form_key", "=", key).executeTakeFirst();
    if (sent) return { granted: true };
    const { zone } = await findPractice(db);
    const standing = await standingOf(db, { personId, courseId, now, zone });
    const { facts, dueOn, status } = standing;
    if (status === "complete") return { refused: "complete" };
    if (facts.assignedAt === null) return { refused: "not-assigned" };
    if (grant.kind === "excusal" && facts.excusedAt !== null) return { refused: "already" };
    if (grant.kind === "waiver" && facts.waivedAt !== null) return { refused: "already" };
    if (grant.kind === "extension" && dueOn === null) return { refused: "no-due-date" };
    if (grant.kind === "extension" && grant.untilOn < dayIn(now, zone)) return { refused: "not-later" };
    if (grant.kind === "extension" && grant.untilOn <= (dueOn ?? "")) return { refused: "not-later" };

    const id = newId();
    const until_on = grant.kind === "extension" ? grant.untilOn : null;
    const granted = { granted_by: actor.id, granted_at: now.toISOString() };
    const of = { kind: grant.kind, person_id: personId, course_id: courseId, until_on };
    await db
      .insertInto("concession")
      .values({ id, form_key: key, ...of, ...granted })
      .execute();
    await db.insertInto("concession_reason").values({ concession_id: id, reason }).execute();
    await writeAudit(db, { actor, act: `grant ${grant.kind}`, subject: { kind: "concession", id }, now });
    return { granted: true };
  });
}

/** Ends a concession, so that what it let the person off counts again. Again is once. Undefined as for granting it. */
export async function liftConcession(
  db: Db,
  { actor, concessionId, now }: { actor: PersonActor; concessionId: string; now: Date },
): Promise<{ lifted: true } | undefined> {
  return transact(db, async (db) => {
    const concession = await db
      .selectFrom("concession")
      .select(["kind", "person_id", "ended_at"])
      .where("id", "=", concessionId)
      .executeTakeFirst();
    if (!concession) return undefined;
    const { kind, person_id: personId, ended_at } = concession;
    if (!(await mayGrant(db, { actor, personId, kind }))) return undefined;
    if (ended_at !== null) return { lifted: true };
    await db
      .updateTable("concession")
      .set({ ended_at: now.toISOString(), ended_by: actor.id })
      .where("id", "=", concessionId)
      .execute();
    await writeAudit(db, { actor, act: `lift ${kind}`, subject: { kind: "concession", id: concessionId }, now });
    return { lifted: true };
  });
}

/** What a person was let off in a course, the newest first. One query. */
export async function listConcessions(db: Db, of: { personId: string; courseId: string }): Promise<Concession[]> {
  const all = await listAllConcessions(db, of);
  return all.map(({ courseId: _, ...concession }) => concession);
}

/** The same with the course of each; of every course unless one is named. */
export async function listAllConcessions(
  db: Db,
  { personId, courseId }: { personId: string; courseId?: string },
): Promise<(Concession & { courseId: string })[]> {
  const rows = await db
    .selectFrom("concession")
    .innerJoin("person as granter", "granter.id", "concession.granted_by")
    .leftJoin("concession_reason as words", "words.concession_id", "concession.id")
    .select(["concession.id", "kind", "until_on", "granter.name as granter", "granted_at", "ended_at", "words.reason"])
    .select("course_id")
    .where("person_id", "=", personId)
    .$if(courseId !== undefined, (query) => query.where("course_id", "=", courseId ?? ""))
    .orderBy("granted_at", "desc")
    .orderBy("concession.id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    courseId: row.course_id,
    kind: row.kind,
    untilOn: row.until_on,
    grantedBy: row.granter ?? "",
    grantedAt: row.granted_at,
    endedAt: row.ended_at,
    reason: row.reason,
  }));
}

async function mayGrant(
  db: Db,
  { actor, personId, kind }: { actor: PersonActor; personId: string; kind: ConcessionKind },
): Promise<boolean> {
  const scope = await findScope(db, actor);
  if (!scope || (kind === "waiver" && scope.as !== "administrator")) return false;
  return arePeopleWithin(db, scope, [personId]);
}
