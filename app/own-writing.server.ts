import { db } from "#db/db.server.ts";
import type { Visitor } from "./auth.server.ts";
import { addresses } from "./components/addresses.ts";
import { plainText } from "./content/words.ts";
import { listWriting, type Place, type Writing } from "./domain/private-text/writing.ts";
import { keyStore } from "./platform/keys.ts";

/** A text as its owner's pages list it. */
export interface OwnText {
  id: string;
  kind: "reflection" | "note";
  /** What it is about: the prompt, or lesson and heading; null where the course has it no more. */
  about: string | null;
  text: string | null;
  savedAt: string;
  /** Where one goes on writing; null where the lesson is not open today. */
  to: string | null;
  shares: Writing["texts"][number]["shares"];
}

export interface OwnBookmark {
  courseId: string;
  lessonId: string;
  anchor: string;
  about: string | null;
  to: string | null;
}

/** Everything the visitor wrote and kept for themselves. */
export async function ownWriting(visitor: Visitor): Promise<{ texts: OwnText[]; bookmarks: OwnBookmark[] }> {
  const { texts, bookmarks } = await listWriting(db, { seals: keyStore(), personId: visitor.actor.id });
  return {
    texts: texts.map(({ id, subject, place, text, savedAt, shares }) => {
      const to = place.isOpen ? addresses.writeOn(subject) : null;
      return { id, kind: subject.kind, about: aboutOf(place), text, savedAt, to, shares };
    }),
    bookmarks: bookmarks.map(({ courseId, lessonId, anchor, place }) => {
      // A heading that is gone leads to the beginning of its lesson.
      const to = addresses.lesson(courseId, lessonId, place.heading === null ? null : anchor);
      return { courseId, lessonId, anchor, about: aboutOf(place), to: place.isOpen ? to : null };
    }),
  };
}

function aboutOf({ lesson, heading, prompt }: Place): string | null {
  if (prompt) return plainText(prompt);
  return lesson && [lesson.title, heading].filter(Boolean).join(" · ");
}
