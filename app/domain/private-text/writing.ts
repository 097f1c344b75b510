import type { Seals } from "#app/platform/seal.ts";
import type { Db } from "#db/open.ts";
import { type Bookmark, listBookmarks } from "../bookmark.ts";
import type { Node } from "../course/text.ts";
import type { Course } from "../course.ts";
import { listEnrolled } from "../enrolment.ts";
import type { PrivateText, Subject } from "../private-text.ts";
import { listEvidence } from "../progress/evidence.ts";
import { progressIn, readableLessons } from "../progress.ts";
import { listShares, type Share } from "../reflection-share.ts";
import { labelOf } from "./seals.ts";

/** Everything that somebody keeps for themselves. */
export interface Writing {
  texts: (PrivateText & { subject: Subject; place: Place; shares: Share[] })[];
  bookmarks: (Bookmark & { place: Place })[];
}

/** What a text or bookmark is about, in the course's words of the release its owner is on. */
export interface Place {
  /** The lesson that holds it; null where the release has it no more. */
  lesson: { id: string; title: string } | null;
  heading: string | null;
  /** A reflection's prompt. */
  prompt: Node[] | null;
  /** Whether one may go there today. */
  isOpen: boolean;
}

/** A person's own texts, opened, and bookmarks, the newest first. Queries: texts, shares, bookmarks, courses, progress. */
export async function listWriting(db: Db, { seals, personId }: { seals: Seals; personId: string }): Promise<Writing> {
  const rows = await db
    .selectFrom("private_text")
    .selectAll()
    .where("person_id", "=", personId)
    .orderBy("saved_at", "desc")
    .orderBy("id")
    .execute();
  const shares = await listShares(db, personId);
  const bookmarks = await listBookmarks(db, personId);
  const courses = await listCourses(db, personId);
  return {
    texts: rows.map((row) => {
      const subject = { kind: row.kind, courseId: row.course_id, subjectId: row.subject_id, anchor: row.anchor };
      return {
        id: row.id,
        version: row.version,
        savedAt: row.saved_at,
        text: seals.open(row, labelOf(row)) ?? null,
        subject,
        place: placeOf(courses.get(row.course_id), subject),
        shares: shares.filter(({ textId }) => textId === row.id),
      };
    }),
    bookmarks: bookmarks.map((bookmark) => {
      const { courseId, lessonId: subjectId, anchor } = bookmark;
      return { ...bookmark, place: placeOf(courses.get(courseId), { kind: "note", courseId, subjectId, anchor }) };
    }),
  };
}

/** Where in a course something stands; a release may have moved or dropped it. */
export function placeOf(known: KnownCourse | undefined, { kind, subjectId, anchor }: Subject): Place {
  const lessons = known?.course.modules.flatMap(({ lessons }) => lessons) ?? [];
  const prompts = lessons.flatMap((lesson) => lesson.reflections.map((reflection) => ({ lesson, reflection })));
  const found = kind === "reflection" ? prompts.find(({ reflection }) => reflection.id === subjectId) : undefined;
  const lesson = found?.lesson ?? lessons.find(({ id }) => kind === "note" && id === subjectId);
  return {
    lesson: lesson ? { id: lesson.id, title: lesson.title } : null,
    heading: lesson?.sections.find((section) => anchor !== "" && section.anchor === anchor)?.heading ?? null,
    prompt: found?.reflection.prompt ?? null,
    isOpen: lesson !== undefined && known?.readable.has(lesson.id) === true,
  };
}

interface KnownCourse {
  course: Course;
  /** The lessons that its learner may read today. */
  readable: ReadonlySet<string>;
}

/** A person's courses, those they have left too, of which they may read nothing. */
async function listCourses(db: Db, personId: string): Promise<Map<string, KnownCourse>> {
  const enrolled = await listEnrolled(db, personId, { orLeft: true });
  const evidence = await listEvidence(
    db,
    enrolled.map(({ enrolment }) => enrolment.id),
  );
  const known = enrolled.map(({ enrolment, release: { course } }): [string, KnownCourse] => {
    const done = enrolment.leftAt === null ? evidence.get(enrolment.id) : undefined;
    return [
      course.id,
      { course, readable: done ? readableLessons(progressIn({ course, evidence: done })) : new Set() },
    ];
  });
  return new Map(known);
}
