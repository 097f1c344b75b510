import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { openAttempt } from "#app/domain/attempt.ts";
import { keepBookmark } from "#app/domain/bookmark.ts";
import { confirmName, findConfirmedName, signAttestation } from "#app/domain/completion.ts";
import { revokeRecord } from "#app/domain/completion-record/revocation.ts";
import { supersedeRecord } from "#app/domain/completion-record/supersession.ts";
import { enrol, findEnrolled } from "#app/domain/enrolment.ts";
import { isReadyToEvaluate } from "#app/domain/evaluation/questions.ts";
import { recordOutside } from "#app/domain/outside-certificate.ts";
import { schedule } from "#app/domain/practice-again/spacing.ts";
import { startPracticeAgain } from "#app/domain/practice-again.ts";
import { findText, type Subject, saveText } from "#app/domain/private-text.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { findReadable, type Progress, progressIn } from "#app/domain/progress.ts";
import { shareReflection } from "#app/domain/reflection-share.ts";
import { newId } from "#app/platform/chance.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import { study } from "#db/demo/study.ts";
import type { Db } from "#db/open.ts";
import { publishSmall } from "#tests/support/cast.ts";
import { releaseWithRubric } from "#tests/support/rubric.ts";

/** The therapist begins a quiz that is open to them and answers its first item. */
export async function openOne(db: Db, { personId, courseId, now }: { personId: string; courseId: string; now: Date }) {
  const enrolled = await findEnrolled(db, { personId, courseId });
  if (!enrolled) throw new Error("The therapist is not enrolled.");
  for (const { quiz } of enrolled.release.course.modules) {
    if (!quiz) continue;
    const attempt = await openAttempt(db, { ...enrolled, quizId: quiz.id, key: newId(), now });
    if (!attempt || "refused" in attempt) continue;
    await saveAnswer(db, { ...enrolled, attemptId: attempt.attempt, item: 1, choices: [1], now });
    return { openQuiz: quiz.id, openAttempt: attempt.attempt };
  }
  throw new Error("No quiz is open to the therapist.");
}

/** The therapist writes on the first prompt, gives the supervisor a copy, and bookmarks the lesson. */
export async function write(
  db: Db,
  {
    seals,
    personId,
    courseId,
    readerId,
    now,
  }: { seals: KeyStore; courseId: string } & Record<"personId" | "readerId", string> & { now: Date },
) {
  const enrolled = await findEnrolled(db, { personId, courseId });
  if (!enrolled) throw new Error("The therapist is not enrolled.");
  const { enrolment, release } = enrolled;
  const progress = progressIn({ course: release.course, evidence: await findEvidence(db, enrolment.id) });
  const lessons = release.course.modules.flatMap(({ lessons }) => lessons);
  const lesson = lessons.find(({ reflections }) => reflections.length > 0);
  const found = findReadable(progress, lesson?.id ?? "");
  const anchor = lesson?.sections.find(({ anchor }) => anchor !== null)?.anchor ?? "";
  if (!lesson || !found || !(await keepBookmark(db, { enrolment, release, found, anchor, now }))) {
    throw new Error("No prompt is open to the therapist.");
  }
  const subject: Subject = { kind: "reflection", courseId, subjectId: lesson.reflections[0]?.id ?? "", anchor: "" };
  const basis = { version: 0, page: "page", turn: 1 };
  const at = { enrolmentId: enrolment.id, lessonId: enrolment.place?.lessonId ?? lesson.id, anchor: null };
  await saveText(db, { seals, personId, subject, text: "I go for pity first.", basis, at, now });
  const text = await findText(db, { seals, personId, subject });
  const shared = text && (await shareReflection(db, { seals, personId, textId: text.id, readerId, now }));
  if (!shared || "refused" in shared) throw new Error("The therapist could not share.");
  return { text: text.id, share: shared.shared };
}

/** The second therapist practises again, and has a question due since yesterday. */
export async function practiseOne(
  db: Db,
  { personId, courseId, now }: { personId: string; courseId: string; now: Date },
) {
  const enrolled = await findEnrolled(db, { personId, courseId });
  if (!enrolled) throw new Error("The second therapist is not enrolled.");
  const yesterday = new Date(now.getTime() - 24 * 60 * 60_000);
  await startPracticeAgain(db, enrolled, { now: yesterday });
  const item_id = enrolled.release.course.modules.find((module) => module.quiz)?.quiz?.items[0]?.id ?? "";
  const { memory } = schedule(null, { ease: "again", now: yesterday });
  const kept = { due_at: yesterday.toISOString(), memory: JSON.stringify(memory) };
  await db
    .insertInto("practice_again_item")
    .values({ person_id: personId, course_id: courseId, item_id, ...kept })
    .execute();
}

/** The therapist is under way in a course whose last conversation a supervisor observes. */
export async function takeCourseWithRubric(db: Db, personId: string, now: Date): Promise<string> {
  const { courseId } = await publishSmall(db, releaseWithRubric());
  await enrol(db, { personId, courseId, now });
  return courseId;
}

export async function finishAllButLastSteps(
  db: Db,
  who: { personId: string; courseId: string; url: string; now: Date },
): Promise<void> {
  const until = ({ conditions }: Progress) => isReadyToEvaluate(conditions);
  await study(db, { ...who, name: "Thea Brandt", until });
}

/** What the third therapist has done is a second round; of the first, one lesson is known. */
export async function beginAgain(db: Db, personId: string): Promise<void> {
  const { id, cycle, ...round } = await db
    .selectFrom("enrolment")
    .selectAll()
    .where("person_id", "=", personId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable("enrolment")
    .set({ cycle: cycle + 1 })
    .where("id", "=", id)
    .execute();
  const read = await db
    .selectFrom("lesson_read")
    .selectAll()
    .where("enrolment_id", "=", id)
    .limit(1)
    .executeTakeFirstOrThrow();
  const earlier = newId();
  await db
    .insertInto("enrolment")
    .values({ ...round, id: earlier, cycle })
    .execute();
  await db
    .insertInto("lesson_read")
    .values({ ...read, id: newId(), enrolment_id: earlier })
    .execute();
}

/** All is done, the evaluation is sent and the name confirmed, with a licence to print. */
export async function finishAllButSigning(db: Db, who: Parameters<typeof finishAllButLastSteps>[1]): Promise<void> {
  await finishAllButLastSteps(db, who);
  const enrolled = await findEnrolled(db, who);
  if (!enrolled) throw new Error("The fourth therapist is not enrolled.");
  await db.insertInto("evaluation_sent").values({ enrolment_id: enrolled.enrolment.id }).execute();
  const licences = [{ type: "LMFT", number: "55120", jurisdiction: "Oregon" }];
  await confirmName(db, { ...enrolled, ...who, key: newId(), name: "Thea M. Brandt", licences });
}

/** A record of which everything became that can. */
export async function endRecords(db: Db, who: Parameters<typeof finishAllButLastSteps>[1], adminId: string) {
  await finishAllButSigning(db, who);
  const enrolled = await findEnrolled(db, who);
  const confirmed = enrolled && (await findConfirmedName(db, enrolled.enrolment.id));
  if (!confirmed) throw new Error("The fifth therapist has no name.");
  await signAttestation(db, { ...enrolled, ...who, confirmation: confirmed.id });
  const { record: replaced, code } = await recordOf(db, who.personId);
  const actor = { kind: "person" as const, id: adminId, roles: ["administrator" as const] };
  const person = { name: "Thea M. Brandt-Moss", licences: confirmed.licences };
  const words = "The name on the licence has changed.";
  const corrected = await supersedeRecord(db, {
    actor,
    recordId: replaced,
    person,
    seen: "valid",
    words,
    now: who.now,
  });
  if (!corrected || "refused" in corrected) throw new Error("The record was not corrected.");
  const revoked = corrected.record;
  await revokeRecord(db, {
    actor,
    recordId: revoked,
    reason: "wrong-person",
    words: "The proof was somebody else's.",
    now: who.now,
  });
  return { replaced, revoked, code };
}

export async function recordOf(db: Db, personId: string): Promise<{ record: string; code: string }> {
  return db
    .selectFrom("completion_record")
    .select(["id as record", "code"])
    .where("person_id", "=", personId)
    .executeTakeFirstOrThrow();
}

/** The second therapist has recorded two certificates from elsewhere, in two years. */
export async function recordTwo(db: Db, personId: string, now: Date): Promise<string> {
  const [recent, last] = [now.getUTCFullYear(), now.getUTCFullYear() - 1].map((year) => `${year}-01-05`);
  const claim = { provider: "A college of social work", hundredths: 250, category: "ethics", number: "A-1009" };
  const days = [last, recent].map((day) => ({ ...claim, title: "Ethics in supervision", completedOn: day ?? "" }));
  const made = [];
  for (const claim of days) made.push(await recordOutside(db, { personId, zone: "UTC", claim, key: newId(), now }));
  const [first] = made;
  if (!first || "refused" in first) throw new Error("Nothing was recorded from elsewhere.");
  return first.certificate;
}

/** The second therapist once gave two licences. */
export async function giveLicences(db: Db, personId: string): Promise<void> {
  const licences = [
    { type: "Licensed marriage and family therapist", number: "LMFT 12345", jurisdiction: "California" },
    { type: "LCSW", number: "9981", jurisdiction: "" },
  ];
  await db
    .updateTable("name_confirmation")
    .set({ licences: JSON.stringify(licences) })
    .where("enrolment_id", "in", (eb) => eb.selectFrom("enrolment").select("id").where("person_id", "=", personId))
    .execute();
}
