import { redirect } from "@remix-run/node";
import { z } from "zod";
import { db } from "#db/db.server.ts";
import { addresses } from "./components/addresses.ts";
import { hasPlace } from "./domain/bookmark.ts";
import { findText, longestText, type NotKept, type Subject, saveText } from "./domain/private-text.ts";
import { type FoundLesson, findPrompt, findReadable } from "./domain/progress.ts";
import { formKey, neverCached, notFound, orNotFound, type Refused, readForm, refuse } from "./http.ts";
import type { Learning } from "./learning.server.ts";
import { forms } from "./messages/forms.ts";
import { writing } from "./messages/writing.ts";
import { now } from "./platform/clock.ts";
import { keyStore } from "./platform/keys.ts";

const words = writing.page;

/** What somebody writes on, in a lesson that is open to them. */
export interface Writing {
  subject: Subject;
  found: FoundLesson;
}

/** A prompt of the visitor's course; elsewhere, and in a module that is locked, it is not there. */
export function reflectionIn({ progress, release }: Learning, prompt: string | undefined | null): Writing {
  const found = orNotFound(findPrompt(progress, orNotFound(prompt)));
  const subjectId = orNotFound(prompt);
  return { found, subject: { kind: "reflection", courseId: release.courseId, subjectId, anchor: "" } };
}

/** A heading of a lesson of the visitor's course, or the lesson itself. */
export function noteIn(
  { progress, release }: Learning,
  { lesson, anchor }: { lesson: string | undefined | null; anchor: string | null },
): Writing {
  const found = orNotFound(findReadable(progress, orNotFound(lesson)));
  if (!hasPlace(found.lesson.lesson, anchor ?? "")) throw notFound();
  const subjectId = found.lesson.lesson.id;
  return { found, subject: { kind: "note", courseId: release.courseId, subjectId, anchor: anchor ?? "" } };
}

/** The visitor's own text on something, as its page writes on it. */
export async function writingFor({ visitor }: Learning, { subject }: Writing) {
  const standing = await findText(db, { seals: keyStore(), personId: visitor.actor.id, subject });
  return {
    kind: subject.kind,
    textId: standing?.id ?? null,
    text: standing?.text ?? "",
    isUnopened: standing?.text === null,
    version: standing?.version ?? 0,
    savedAt: standing?.savedAt ?? null,
    page: formKey(),
    longest: longestText,
    saveAt: addresses.saveWriting(subject),
  };
}

const form = z.object({
  text: z.string().max(longestText, words.tooLong(longestText)),
  version: z.coerce.number().int().min(0).max(1e9),
  page: z.string().regex(/^[\w-]{43}$/),
  turn: z.coerce.number().int().min(1).max(1e6),
});

/** Keeps what was sent; refused with its sentence, and with what was typed, to stand again. */
export async function keepWriting(
  request: Request,
  { enrolment }: Learning,
  { subject, found }: Writing,
): Promise<{ savedAt: string | null; version: number } | (Refused & { because: NotKept | "unreadable" })> {
  const read = await readForm(request, form);
  if ("errors" in read) return { ...inOurWords(read), because: "unreadable" };
  const { text, ...basis } = read.values;
  const lessonId = found.lesson.lesson.id;
  const kept = await saveText(db, {
    seals: keyStore(),
    personId: enrolment.personId,
    subject,
    text,
    basis,
    at: { enrolmentId: enrolment.id, lessonId, anchor: anchorIn(enrolment, { subject, lessonId }) },
    now: now(),
  });
  if (!("refused" in kept)) return kept;
  return { errors: { text: words.notKept[kept.refused] }, typed: { text }, because: kept.refused };
}

/** The answer to a text that was sent by its button: on to its page as it stands, or the page with what was typed. */
export async function answerWriting(request: Request, learning: Learning, about: Writing) {
  const kept = await keepWriting(request, learning, about);
  if (!("errors" in kept)) return redirect(addresses.writeOn(about.subject), { status: 303, headers: neverCached });
  const { errors, typed, because } = kept;
  return refuse({ errors, typed }, { status: because === "unreadable" ? 422 : 409 });
}

/** A note is written at its heading, a reflection wherever in its lesson one has come to. */
function anchorIn(
  { place }: Learning["enrolment"],
  { subject, lessonId }: { subject: Subject; lessonId: string },
): string | null {
  if (subject.kind === "note") return subject.anchor || null;
  return place?.lessonId === lessonId ? place.anchor : null;
}

function inOurWords(read: Refused): Refused {
  return read.errors.form === forms.tooLarge ? { ...read, errors: { text: words.tooLarge } } : read;
}
