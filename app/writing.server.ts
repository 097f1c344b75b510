import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { db } from "#db/db.server.ts";
import { findText, longestText, type Subject, saveText } from "./domain/private-text.ts";
import type { FoundLesson } from "./domain/progress.ts";
import { formKey, neverCached, readForm, refuse } from "./http.ts";
import type { Learning } from "./learning.server.ts";
import { forms } from "./messages/forms.ts";
import { writing } from "./messages/writing.ts";
import { now } from "./platform/clock.ts";
import { keyStore } from "./platform/keys.ts";

const words = writing.page;

const form = z.object({
  intent: z.enum(["save", "keep"]),
  text: z.string().max(longestText, words.tooLong(longestText)),
  version: z.coerce.number().int().min(0).max(1e9),
  page: z.string().regex(/^[\w-]{43}$/),
  turn: z.coerce.number().int().min(1).max(1e6),
});

/** The visitor's own text on something, as its page writes on it. */
export async function writingFor({ visitor }: Learning, subject: Subject) {
  const standing = await findText(db, { seals: keyStore(), personId: visitor.actor.id, subject });
  return {
    textId: standing?.id ?? null,
    text: standing?.text ?? "",
    isUnopened: standing?.text === null,
    version: standing?.version ?? 0,
    savedAt: standing?.savedAt ?? null,
    page: formKey(),
    longest: longestText,
  };
}

export type ShownWriting = Awaited<ReturnType<typeof writingFor>>;

/**
 * Keeps what was typed. "save", from the script, is answered with the page as it stands; "keep", the button, leads to
 * it. What is refused stands again as it was typed.
 */
export async function keepWriting(
  request: Request,
  { enrolment }: Learning,
  { subject, found, address }: { subject: Subject; found: FoundLesson; address: string },
) {
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(inOurWords(read));
  const { intent, text, ...basis } = read.values;
  const { lesson } = found.lesson;
  const kept = await saveText(db, {
    seals: keyStore(),
    personId: enrolment.personId,
    subject,
    text,
    basis,
    at: {
      enrolmentId: enrolment.id,
      lessonId: lesson.id,
      anchor: anchorIn(enrolment, { subject, lessonId: lesson.id }),
    },
    now: now(),
  });
  if ("refused" in kept) {
    return refuse({ errors: { text: words.notKept[kept.refused] }, typed: { text } }, { status: 409 });
  }
  if (intent === "keep") return redirect(address, { status: 303, headers: neverCached });
  return data({ errors: {}, typed: {} }, { headers: neverCached });
}

/** A note is written at its heading, a reflection wherever in its lesson one has come to. */
function anchorIn(
  { place }: Learning["enrolment"],
  { subject, lessonId }: { subject: Subject; lessonId: string },
): string | null {
  if (subject.kind === "note") return subject.anchor || null;
  return place?.lessonId === lessonId ? place.anchor : null;
}

function inOurWords<Read extends { errors: Record<string, string> }>(read: Read): Read {
  return read.errors.form === forms.tooLarge ? { ...read, errors: { text: words.tooLarge } } : read;
}
