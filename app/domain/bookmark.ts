import { type Db, transact } from "#db/open.ts";
import type { Lesson, Release } from "./course.ts";
import { type Enrolment, touchPlace } from "./enrolment.ts";
import type { FoundLesson } from "./progress.ts";

/** A place that somebody keeps: a lesson, or a heading in it; "" is the lesson itself. */
export interface Bookmark {
  courseId: string;
  lessonId: string;
  anchor: string;
  madeAt: string;
}

interface Marking {
  enrolment: Enrolment;
  release: Release;
  found: FoundLesson;
  /** A heading of the lesson, or "". */
  anchor: string;
}

/** Keeps a place in a lesson that its learner may read; twice is once. Undefined for a heading that it has not. */
export async function keepBookmark(
  db: Db,
  { enrolment, release, found, anchor, now }: Marking & { now: Date },
): Promise<{ kept: true } | undefined> {
  const { lesson } = found.lesson;
  if (!hasPlace(lesson, anchor)) return undefined;
  await transact(db, async (db) => {
    await db
      .insertInto("bookmark")
      .values({
        person_id: enrolment.personId,
        course_id: release.courseId,
        lesson_id: lesson.id,
        anchor,
        made_at: now.toISOString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await touchPlace(db, { enrolmentId: enrolment.id, lessonId: lesson.id, anchor: anchor || null, now });
  });
  return { kept: true };
}

/** Whether a lesson has this heading; "" is the lesson itself. */
export function hasPlace({ sections }: Pick<Lesson, "sections">, anchor: string): boolean {
  return anchor === "" || sections.some((section) => section.anchor === anchor);
}

/** The words of a heading by its anchor. */
export function headingAt({ sections }: Pick<Lesson, "sections">, anchor: string): string | null {
  return sections.find((section) => section.anchor === anchor)?.heading ?? null;
}

/** Lets a place of one's own go, whether or not the course still has it; twice is once. */
export async function dropBookmark(
  db: Db,
  { personId, courseId, lessonId, anchor }: { personId: string } & Pick<Bookmark, "courseId" | "lessonId" | "anchor">,
): Promise<void> {
  await db
    .deleteFrom("bookmark")
    .where("person_id", "=", personId)
    .where("course_id", "=", courseId)
    .where("lesson_id", "=", lessonId)
    .where("anchor", "=", anchor)
    .execute();
}

/** A person's bookmarks, the newest first. */
export async function listBookmarks(db: Db, personId: string): Promise<Bookmark[]> {
  const rows = await db
    .selectFrom("bookmark")
    .select(["course_id", "lesson_id", "anchor", "made_at"])
    .where("person_id", "=", personId)
    .orderBy("made_at", "desc")
    .orderBy("lesson_id")
    .execute();
  return rows.map(({ course_id, lesson_id, anchor, made_at }) => {
    return { courseId: course_id, lessonId: lesson_id, anchor, madeAt: made_at };
  });
}
