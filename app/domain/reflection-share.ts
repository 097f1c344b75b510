import { newId } from "#app/platform/chance.ts";
import type { SealLabel, Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { auditTakingBack } from "./private-text/deletion.ts";
import { labelOf } from "./private-text/seals.ts";
import { listSupervisors, selectSupervisedBy } from "./team/scope.ts";
import { noteView } from "./view.ts";

/** A copy of one's reflection in a supervisor's hands. */
export interface Share {
  id: string;
  textId: string;
  readerId: string;
  readerName: string;
  sharedAt: string;
  /** When the supervisor first opened it. */
  openedAt: string | null;
  /** When they opened an earlier copy, which this one replaced. */
  earlierOpenedAt: string | null;
}

/** A copy as its reader sees it listed: from whom and of when; the text is opened by itself. */
export interface SharedCopy {
  id: string;
  writerId: string;
  writerName: string;
  courseId: string;
  promptId: string;
  sharedAt: string;
  openedAt: string | null;
}

export type NotShared = "not-your-supervisor" | "unopened" | "empty" | "changed";

/** The copies a person gave of their reflections, the newest first. */
export async function listShares(db: Db, personId: string): Promise<Share[]> {
  const rows = await db
    .selectFrom("reflection_share as share")
    .innerJoin("person as reader", "reader.id", "share.reader_id")
    .select(["share.id", "text_id", "reader_id", "reader.name", "shared_at", "opened_at"])
    .select("earlier_opened_at")
    .where("share.person_id", "=", personId)
    .orderBy("shared_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    textId: row.text_id,
    readerId: row.reader_id,
    readerName: row.name ?? "",
    sharedAt: row.shared_at,
    openedAt: row.opened_at,
    earlierOpenedAt: row.earlier_opened_at,
  }));
}

/**
 * Gives one supervisor a copy of a reflection as it stands; an earlier copy of theirs gives way to it,
 * and that it was opened stays to be seen. Refused for anyone who does not supervise the writer today, and for a text
 * that is empty, cannot be opened or was changed since it was seen. The trail says who shared with whom, never what. Undefined for a text that is not there, or is no reflection.
 */
export async function shareReflection(
  db: Db,
  { seals, personId, textId, readerId, seen, now }: Copying,
): Promise<{ shared: string } | { refused: NotShared } | undefined> {
  const text = await findOwnReflection(db, personId, textId);
  if (!text) return undefined;
  const plain = seals.open(text, labelOf(text));
  if (plain === undefined) return { refused: "unopened" };
  if (seen !== undefined && seen !== text.saved_at) return { refused: "changed" };
  if (plain.trim() === "") return { refused: "empty" };
  const id = newId();
  const label = { id, person_id: personId, reader_id: readerId, version: text.version };
  const sealed = seals.seal(plain, labelOfShare(label));
  if (!sealed) return { refused: "unopened" };
  return transact(db, async (db) => {
    if (!(await supervises(db, { readerId, personId }))) return { refused: "not-your-supervisor" };
    if (!(await findOwnReflection(db, personId, textId))) return undefined;
    const earlier = await db
      .deleteFrom("reflection_share")
      .where("text_id", "=", textId)
      .where("reader_id", "=", readerId)
      .returning(["opened_at", "earlier_opened_at"])
      .executeTakeFirst();
    const earlier_opened_at = earlier?.opened_at ?? earlier?.earlier_opened_at ?? null;
    const shared = { shared_at: now.toISOString(), opened_at: null, earlier_opened_at };
    await db
      .insertInto("reflection_share")
      .values({ ...label, text_id: textId, ...sealed, ...shared })
      .execute();
    const actor: Actor = { kind: "person", id: personId, roles: [] };
    await writeAudit(db, { actor, act: "share reflection", subject: { kind: "person", id: readerId }, now });
    return { shared: id };
  });
}

interface Copying {
  seals: Seals;
  personId: string;
  textId: string;
  readerId: string;
  /** When the text was saved that the writer has before them; another is not given away unseen. */
  seen?: string;
  now: Date;
}

/** Takes a copy back: it is deleted, and its reader finds nothing more. Twice is once. */
export async function takeBack(
  db: Db,
  { personId, shareId, now }: { personId: string; shareId: string; now: Date },
): Promise<void> {
  await transact(db, async (db) => {
    const share = await db
      .selectFrom("reflection_share")
      .select(["id", "reader_id"])
      .where("id", "=", shareId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    if (!share) return;
    await db.deleteFrom("reflection_share").where("id", "=", share.id).execute();
    await auditTakingBack(db, { personId, readerId: share.reader_id, now });
  });
}

/** The copies that people gave to a supervisor who supervises them today, the newest first. */
export async function listSharedWith(db: Db, readerId: string): Promise<SharedCopy[]> {
  const rows = await selectReadable(db, readerId).orderBy("shared_at", "desc").execute();
  return rows.map(toCopy);
}

/**
 * A copy opened by its reader, which is noted for its writer to see. Undefined once it is taken back, for anyone else,
 * and for who no longer supervises the writer. `text` is null while it cannot be opened.
 */
export async function openShared(
  db: Db,
  { seals, readerId, shareId, now }: { seals: Seals; readerId: string; shareId: string; now: Date },
): Promise<(SharedCopy & { text: string | null }) | undefined> {
  const row = await transact(db, async (db) => {
    const row = await selectReadable(db, readerId).where("share.id", "=", shareId).executeTakeFirst();
    if (!row) return undefined;
    await noteView(db, { viewerId: readerId, subject: { kind: "person", id: row.person_id }, now });
    await db
      .updateTable("reflection_share")
      .set({ opened_at: now.toISOString() })
      .where("id", "=", shareId)
      .where("opened_at", "is", null)
      .execute();
    return row;
  });
  return row && { ...toCopy(row), text: seals.open(row, labelOfShare(row)) ?? null };
}

function selectReadable(db: Db, readerId: string) {
  return db
    .selectFrom("reflection_share as share")
    .innerJoin("private_text as text", "text.id", "share.text_id")
    .innerJoin("person as writer", "writer.id", "share.person_id")
    .select(["share.id", "share.person_id", "share.reader_id", "share.version", "share.ciphertext", "share.nonce"])
    .select(["shared_at", "opened_at", "writer.name", "text.course_id", "text.subject_id"])
    .where("share.reader_id", "=", readerId)
    .where("share.person_id", "in", selectSupervisedBy(db, readerId));
}

async function supervises(db: Db, { readerId, personId }: { readerId: string; personId: string }): Promise<boolean> {
  return (await listSupervisors(db, personId)).some(({ id }) => id === readerId);
}

function findOwnReflection(db: Db, personId: string, textId: string) {
  return db
    .selectFrom("private_text")
    .selectAll()
    .where("id", "=", textId)
    .where("person_id", "=", personId)
    .where("kind", "=", "reflection")
    .executeTakeFirst();
}

type Readable = Awaited<ReturnType<ReturnType<typeof selectReadable>["executeTakeFirstOrThrow"]>>;

function toCopy({ id, person_id, name, course_id, subject_id, shared_at, opened_at }: Readable): SharedCopy {
  return {
    id,
    writerId: person_id,
    writerName: name ?? "",
    courseId: course_id,
    promptId: subject_id,
    sharedAt: shared_at,
    openedAt: opened_at,
  };
}

export function labelOfShare(share: { id: string; person_id: string; reader_id: string; version: number }): SealLabel {
  const { id: row, person_id: person, reader_id: reader, version } = share;
  return { table: "reflection_share", row, person, version, reader };
}
