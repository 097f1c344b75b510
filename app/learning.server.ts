import { db } from "#db/db.server.ts";
import { requireEnrolment, type Visitor } from "./auth.server.ts";
import type { Filling } from "./components/learn/filling.ts";
import type { Enrolled } from "./domain/enrolment.ts";
import { type Evidence, findEvidence } from "./domain/progress/evidence.ts";
import { type Progress, progressIn, readableLessons } from "./domain/progress.ts";

/** A visitor in a course of theirs, with how far they are. */
export interface Learning extends Enrolled {
  visitor: Visitor;
  evidence: Evidence;
  progress: Progress;
}

/**
 * The visitor's own course and progress; elsewhere the address is not there. Four queries on a process that has not
 * seen the release (session, enrolment, release, what was done), three on one that has.
 */
export async function requireLearning(request: Request, courseId: string | undefined): Promise<Learning> {
  const { visitor, enrolment, release } = await requireEnrolment(request, courseId);
  const evidence = await findEvidence(db, enrolment.id);
  const { place, asReviewer } = enrolment;
  const progress = progressIn({ course: release.course, evidence, place, asReviewer });
  return { visitor, enrolment, release, evidence, progress };
}

/**
 * The same, looked up once for an action and the loader that follows it in one answer: for routes whose actions lead
 * elsewhere whenever they have written something. `answering` is the context that both are given.
 */
export function requireLearningOnce(
  answering: object,
  request: Request,
  courseId: string | undefined,
): Promise<Learning> {
  const learning = looked.get(answering) ?? requireLearning(request, courseId);
  looked.set(answering, learning);
  return learning;
}

/** Lets the loader look again: for an action that has written something and answers with its page all the same. */
export function forgetLearning(answering: object): void {
  looked.delete(answering);
}

const looked = new WeakMap<object, Promise<Learning>>();

/**
 * Everything that a page of the course shows of this visitor and this practice is made from this, the release and the
 * address; a page whose tag was made of it need not be made to know that it has not changed.
 */
export function stateOf({ visitor, enrolment, release, evidence }: Omit<Learning, "progress">): unknown[] {
  const { sessionId: _, confirmedAt: __, ...person } = visitor;
  const { place, ...standing } = enrolment;
  return [release.hash, person, standing, place?.lessonId, place?.anchor, evidence];
}

/** What fills the holes of the course's text for this visitor. */
export function fillingFor({ visitor, release, progress }: Omit<Learning, "enrolment">): Filling {
  const { name, contact } = visitor.practice;
  return { practice: { name, contact }, courseId: release.courseId, readable: [...readableLessons(progress)] };
}
