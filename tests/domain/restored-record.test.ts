import { expect } from "vitest";
import { signAttestation } from "#app/domain/completion.ts";
import { findEnrolled } from "#app/domain/enrolment.ts";
import { questionsOf, type Ratings } from "#app/domain/evaluation/questions.ts";
import { sendEvaluation } from "#app/domain/evaluation.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { progressIn } from "#app/domain/progress.ts";
import { standingOf } from "#app/domain/standing.ts";
import { addLearner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { freshDatabase, onBothDatabases } from "#tests/support/database.ts";
import { freshArchive, startWith, writeOut } from "#tests/support/evidence.ts";
import { finishModules, url } from "#tests/support/sitting.ts";

const asking = smallRelease((course) => ({
  ...course,
  completion: [{ kind: "lessons-read" }, { kind: "quizzes-passed" }, { kind: "evaluation-sent" }],
}));

onBothDatabases(
  "a course whose record came back from the journal is complete, and asks for nothing a second time",
  async ({ db, opened }) => {
    const archive = freshArchive();
    await startWith(db, archive);
    const learner = await addLearner(db, { release: await publishSmall(db, asking) });
    await finishModules(db, learner);
    const ratings: Ratings = Object.fromEntries(questionsOf(learner.release.course).map(({ id }) => [id, 4]));
    const sending = { url, now: later({ minutes: 60 }), ratings, comment: "" };
    await sendEvaluation(db, { ...learner, ...sending });
    await writeOut(db, archive);

    const { db: old } = await freshDatabase(opened.engine);
    expect(await startWith(old, archive, later({ minutes: 90 }))).toMatchObject({ restored: 1 });
    const who = { personId: learner.actor.id, courseId: learner.release.courseId };
    const enrolled = await findEnrolled(old, who);
    if (!enrolled) throw new Error("There is an enrolment.");
    const evidence = await findEvidence(old, enrolled.enrolment.id);
    expect(evidence).toMatchObject({ reads: {}, attempts: [], record: { isRevoked: false } });
    const progress = progressIn({ course: enrolled.release.course, evidence });
    expect(progress.next).toMatchObject({ kind: "record" });
    expect(progress).toMatchObject({ read: { done: 4, total: 4 }, passed: { done: 2, total: 2 }, minutesLeft: 0 });
    expect(progress.steps.done).toBe(progress.steps.total);
    expect(progress.modules.map(({ state }) => state)).toEqual(["finished", "finished"]);
    expect(progress.conditions.filter(({ met }) => !met)).toEqual([]);
    expect(await standingOf(old, { ...who, now: morning, zone: "UTC" })).toMatchObject({ status: "complete" });

    // It was given before the copy was made: a second one would count twice.
    expect(await sendEvaluation(old, { ...enrolled, ...sending })).toEqual({ sent: true });
    expect(await old.selectFrom("evaluation").selectAll().execute()).toEqual([]);
    const signed = await signAttestation(old, { ...enrolled, confirmation: "none", url, now: sending.now });
    expect(signed).toEqual({ record: evidence.record?.id });
  },
);
