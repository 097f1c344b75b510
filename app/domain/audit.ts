import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import type { AuditEntryTable } from "#db/schema.ts";
import type { Actor } from "./actor.ts";

/**
 * One line of the trail, newest first, with the names behind the ids as they stand today, and the addresses: a name is
 * what its owner says, and may be anybody's.
 */
export interface AuditLine {
  id: string;
  at: string;
  actorKind: AuditEntryTable["actor_kind"];
  actorName: string | null;
  actorEmail: string | null;
  act: string;
  subjectKind: string;
  subjectId: string;
  subjectName: string | null;
  subjectEmail: string | null;
  /** The team that was changed, or that the subject joined, left or supervises. */
  teamName: string | null;
  reason: string | null;
}

/**
 * Adds to the trail who did what to what; called inside the act's own transaction, so that neither stands alone.
 * `act` is a plain phrase ("invite person"); names and free text never enter the entry, a reason is kept apart.
 */
export async function writeAudit(db: Db, { actor, act, subject, reason, now }: AuditAct): Promise<void> {
  const id = newId();
  await db
    .insertInto("audit_entry")
    .values({
      id,
      at: now.toISOString(),
      actor_kind: actor.kind,
      actor_id: actor.kind === "person" ? actor.id : null,
      act,
      subject_kind: subject.kind,
      subject_id: subject.id,
    })
    .execute();
  if (reason) await db.insertInto("audit_reason").values({ entry_id: id, reason }).execute();
}

/** The same act on many subjects, in one statement. */
export async function writeAudits(
  db: Db,
  { actor, act, subjects, now }: Omit<AuditAct, "subject" | "reason"> & { subjects: AuditAct["subject"][] },
): Promise<void> {
  const actor_id = actor.kind === "person" ? actor.id : null;
  const said = { at: now.toISOString(), actor_kind: actor.kind, actor_id, act };
  const entries = subjects.map(({ kind, id }) => ({ id: newId(), ...said, subject_kind: kind, subject_id: id }));
  await db.insertInto("audit_entry").values(entries).execute();
}

interface AuditAct {
  actor: Actor;
  act: string;
  subject: { kind: string; id: string };
  reason?: string;
  now: Date;
}

/**
 * The newest entries, or those before the entry `before`, with `next` to ask for the ones after these. One query.
 * Entries are in the order in which they were written, which their ids keep.
 */
export async function listAudit(
  db: Db,
  { before, limit }: { before?: string; limit: number },
): Promise<{ lines: AuditLine[]; next: string | undefined }> {
  const lines = await db
    .selectFrom("audit_entry as entry")
    .leftJoin("person as doer", "doer.id", "entry.actor_id")
    .leftJoin("team_member as joined", (join) =>
      join.onRef("joined.id", "=", "entry.subject_id").on("entry.subject_kind", "=", "team_member"),
    )
    .leftJoin("team_supervisor as led", (join) =>
      join.onRef("led.id", "=", "entry.subject_id").on("entry.subject_kind", "=", "team_supervisor"),
    )
    .leftJoin("person as subject", (join) =>
      join.on("subject.id", "=", (row) =>
        row
          .case()
          .when("entry.subject_kind", "=", "person")
          .then(row.ref("entry.subject_id"))
          .else(row.fn.coalesce("joined.person_id", "led.person_id"))
          .end(),
      ),
    )
    .leftJoin("team", (join) =>
      join.on("team.id", "=", (row) =>
        row
          .case()
          .when("entry.subject_kind", "=", "team")
          .then(row.ref("entry.subject_id"))
          .else(row.fn.coalesce("joined.team_id", "led.team_id"))
          .end(),
      ),
    )
    .leftJoin("audit_reason as words", "words.entry_id", "entry.id")
    .select([
      "entry.id",
      "entry.at",
      "entry.actor_kind as actorKind",
      "doer.name as actorName",
      "doer.email as actorEmail",
      "entry.act",
      "entry.subject_kind as subjectKind",
      "entry.subject_id as subjectId",
      "subject.name as subjectName",
      "subject.email as subjectEmail",
      "team.name as teamName",
      "words.reason",
    ])
    .$if(before !== undefined, (query) => query.where("entry.id", "<", before ?? ""))
    .orderBy("entry.id", "desc")
    .limit(limit + 1)
    .execute();
  const page = lines.slice(0, limit);
  return { lines: page, next: lines.length > limit ? page.at(-1)?.id : undefined };
}
