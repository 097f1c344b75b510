import type { Db } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { endReach } from "./reach.ts";

interface Taking {
  actor: PersonActor;
  /** The account that becomes an alias, and the one that stays. */
  goneId: string;
  survivorId: string;
  now: Date;
}

/**
 * Gives what is assigned to one account, and what it was let off, to another, with the days that came of it, as part of
 * merging them. Where both were named for a course, the assignment with the earlier day stays; what both were let off
 * they were let off once.
 */
export async function takeOverAssignments(db: Db, taking: Taking): Promise<void> {
  const { goneId, survivorId } = taking;
  await endLaterOnes(db, taking);
  await endDoubleRows(db, taking);
  await endDoubleConcessions(db, taking);
  await db.updateTable("assignment").set({ person_id: survivorId }).where("person_id", "=", goneId).execute();
  await db.updateTable("assignee").set({ person_id: survivorId }).where("person_id", "=", goneId).execute();
  await db.updateTable("concession").set({ person_id: survivorId }).where("person_id", "=", goneId).execute();
}

/** A course has one assignment by name to a person at a time. */
async function endLaterOnes(db: Db, { actor, goneId, survivorId, now }: Taking): Promise<void> {
  const named = await db
    .selectFrom("assignment")
    .leftJoin("assignee", (join) =>
      join.onRef("assignee.assignment_id", "=", "assignment.id").on("assignee.ended_at", "is", null),
    )
    .select(["assignment.id", "assignment.course_id", "assignment.person_id", "assignment.version", "assignee.due_on"])
    .where("assignment.person_id", "in", [goneId, survivorId])
    .where("assignment.ended_at", "is", null)
    .execute();
  for (const own of named.filter(({ person_id }) => person_id === survivorId)) {
    const other = named.find(({ person_id, course_id }) => person_id === goneId && course_id === own.course_id);
    if (!other) continue;
    const later = dayOf(other) < dayOf(own) ? own : other;
    const ended = { ended_at: now.toISOString(), ended_by: actor.id, version: later.version + 1 };
    await db.updateTable("assignment").set(ended).where("id", "=", later.id).execute();
    await endReach(db, { assignmentId: later.id, now });
    await writeAudit(db, { actor, act: "end assignment", subject: { kind: "assignment", id: later.id }, now });
  }
}

function dayOf({ due_on }: { due_on: string | null }): string {
  return due_on ?? "9999";
}

/** Of a circle in which both were, the row of whoever stays holds. */
async function endDoubleRows(db: Db, { goneId, survivorId, now }: Taking): Promise<void> {
  const theirs = db
    .selectFrom("assignee as other")
    .select("other.assignment_id")
    .where("other.person_id", "=", survivorId)
    .where("other.ended_at", "is", null);
  await db
    .updateTable("assignee")
    .set({ ended_at: now.toISOString() })
    .where("person_id", "=", goneId)
    .where("ended_at", "is", null)
    .where("assignment_id", "in", theirs)
    .execute();
}

async function endDoubleConcessions(db: Db, { actor, goneId, survivorId, now }: Taking): Promise<void> {
  await db
    .updateTable("concession")
    .set({ ended_at: now.toISOString(), ended_by: actor.id })
    .where("person_id", "=", goneId)
    .where("kind", "<>", "extension")
    .where("ended_at", "is", null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("concession as other")
          .select("other.id")
          .where("other.person_id", "=", survivorId)
          .where("other.ended_at", "is", null)
          .whereRef("other.course_id", "=", "concession.course_id")
          .whereRef("other.kind", "=", "concession.kind"),
      ),
    )
    .execute();
}
