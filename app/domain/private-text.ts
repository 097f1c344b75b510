import { newId } from "#app/platform/chance.ts";
import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import { touchPlace } from "./enrolment.ts";
import { labelOf } from "./private-text/seals.ts";

/** The most characters of one text. */
export const longestText = 20_000;

/** What a text is about, by ids that outlast releases. */
export interface Subject {
  kind: "reflection" | "note";
  courseId: string;
  /** The prompt of a reflection, the lesson of a note. */
  subjectId: string;
  /** A heading of the lesson; "" for the lesson itself, and for reflections. */
  anchor: string;
}

/** What somebody wrote for themselves; nobody else's pages show it. */
export interface PrivateText {
  id: string;
  /** How often it was kept. */
  version: number;
  savedAt: string;
  /** Null while it cannot be opened: its key is not here. */
  text: string | null;
}

/** What a page that saves knows: the version it shows (0: none), itself, and how often it has sent. */
export interface Basis {
  version: number;
  page: string;
  turn: number;
}

/** `changed`: another page wrote meanwhile. `deleted`: the text is gone. `unopened`: what stands, or a key, does not open. */
export type NotKept = "changed" | "deleted" | "unopened";

/** A person's own text on something. */
export async function findText(
  db: Db,
  { seals, personId, subject }: { seals: Seals; personId: string; subject: Subject },
): Promise<PrivateText | undefined> {
  const row = await findRow(db, personId, subject);
  return (
    row && { id: row.id, version: row.version, savedAt: row.saved_at, text: seals.open(row, labelOf(row)) ?? null }
  );
}

/** What stands once it is kept; without a time where nothing was written yet. */
export interface Kept {
  savedAt: string | null;
  version: number;
}

interface Saving {
  seals: Seals;
  personId: string;
  subject: Subject;
  /** At most `longestText` characters. */
  text: string;
  basis: Basis;
  /** Where in which enrolment it is written. */
  at: { enrolmentId: string; lessonId: string; anchor: string | null };
  now: Date;
}

/**
 * Keeps a person's text, sealed. What already stands is answered as kept. Refused, with nothing lost, when another page
 * has written since, unless this page wrote last; when the text was deleted since; and when what stands cannot be
 * opened, so that a wrong key overwrites nothing. An empty text where there is none keeps nothing.
 */
export async function saveText(db: Db, saving: Saving): Promise<Kept | { refused: NotKept }> {
  for (let tries = 1; tries <= 3; tries++) {
    const standing = await findRow(db, saving.personId, saving.subject);
    const answer = answerWithout(standing, saving);
    if (answer) return answer;
    const kept = await keep(db, standing, saving);
    if (kept !== "overtaken") return kept;
  }
  return { refused: "changed" };
}

/** What can be said without writing anything. */
function answerWithout(
  standing: Row | undefined,
  { seals, text, basis }: Saving,
): Kept | { refused: NotKept } | undefined {
  if (!standing) {
    if (basis.version > 0) return { refused: "deleted" };
    return text === "" ? { savedAt: null, version: 0 } : undefined;
  }
  const opened = seals.open(standing, labelOf(standing));
  if (opened === undefined) return { refused: "unopened" };
  if (opened === text) return { savedAt: standing.saved_at, version: standing.version };
  const isNext = basis.version === standing.version;
  const goesOn = basis.page === standing.page && basis.turn > standing.turn;
  return isNext || goesOn ? undefined : { refused: "changed" };
}

/** Sealed before the transaction, which looks again whether row and key are still those that were looked at. */
async function keep(
  db: Db,
  standing: Row | undefined,
  { seals, personId, subject, text, basis, at, now }: Saving,
): Promise<Kept | { refused: NotKept } | "overtaken"> {
  const id = standing?.id ?? newId();
  const version = (standing?.version ?? 0) + 1;
  const label = labelOf({ id, person_id: personId, version });
  const sealed = seals.seal(text, label);
  if (!sealed) return { refused: "unopened" };
  const savedAt = now.toISOString();
  const written = { ...sealed, version, page: basis.page, turn: basis.turn, saved_at: savedAt };
  return transact(db, async (db) => {
    const here = await findRow(db, personId, subject);
    if (here?.version !== standing?.version || here?.id !== standing?.id) return "overtaken";
    // A key that was ended meanwhile, by a deletion in another window, would close this text for good.
    if (seals.open(sealed, label) === undefined) return "overtaken";
    if (here) await db.updateTable("private_text").set(written).where("id", "=", id).execute();
    else {
      const { kind, courseId: course_id, subjectId: subject_id, anchor } = subject;
      await db
        .insertInto("private_text")
        .values({ id, person_id: personId, course_id, kind, subject_id, anchor, ...written })
        .execute();
    }
    await touchPlace(db, { ...at, now });
    return { savedAt, version };
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

function findRow(db: Db, personId: string, { kind, courseId, subjectId, anchor }: Subject) {
  return db
    .selectFrom("private_text")
    .selectAll()
    .where("person_id", "=", personId)
    .where("course_id", "=", courseId)
    .where("kind", "=", kind)
    .where("subject_id", "=", subjectId)
    .where("anchor", "=", anchor)
    .executeTakeFirst();
}
