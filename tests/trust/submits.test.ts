import { expect, test } from "vitest";
import type { Course } from "#app/domain/course.ts";
import { type Answer, post, visit } from "#tests/site/visit.ts";
import { engines } from "#tests/support/database.ts";
import { answer, open, readLessons } from "#tests/support/sitting.ts";
import { makeQuizScene, type QuizScene, seat, startBeside } from "./quiz-scene.ts";

/** Two hundred in the long programme; a few as a sample in every run. */
const rounds = process.env.ATTUNE_LONG ? 200 : 3;
const submits = 50;

/** One module, and a pass completes the course, so that a second grading would be a second record. */
function endingWithTheQuiz(course: Course): Course {
  return {
    ...course,
    completion: [{ kind: "lessons-read" }, { kind: "quizzes-passed" }],
    modules: course.modules.slice(0, 1),
  };
}

/** Somebody answers all of an attempt, right or wrong, and it is sent fifty times at once, by turns to each server. */
async function submitAtOnce(scene: QuizScene, origins: string[], round: number) {
  const { learner, cookie } = await seat(scene, emailOf(round));
  await readLessons(scene.db, learner, ["lesson11", "lesson12"], new Date());
  const attempt = await open(scene.db, learner, "quiz0001", new Date());
  await answer(scene.db, learner, attempt, round % 2 === 0 ? "right" : "wrong", new Date());
  const base = `/learn/${scene.release.courseId}/attempt/${attempt.id}`;
  const answers = await Promise.all(
    Array.from({ length: submits }, (_, at) => post(origins[at % origins.length] ?? "", `${base}/review`, {}, cookie)),
  );
  const places = await Promise.all(
    answers.map(({ location }, at) => visit(origins[at % origins.length] ?? "", location ?? "/", cookie)),
  );
  return { learner, base, answers, places };
}

/** The status and where it leads to. */
function said({ status, location }: Answer): string {
  return `${status} ${location}`;
}

/** What a page says, whichever server says it. */
function wordsOf({ body }: Answer): string {
  return /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? "";
}

async function kept({ db }: QuizScene, enrolmentId: string) {
  const attempts = await db.selectFrom("attempt").selectAll().where("enrolment_id", "=", enrolmentId).execute();
  const records = await db
    .selectFrom("completion_record")
    .select("id")
    .where("enrolment_id", "=", enrolmentId)
    .execute();
  const entries = records.map(({ id }) => id);
  const audited = entries.length
    ? await db.selectFrom("audit_entry").select("id").where("subject_id", "in", entries).execute()
    : [];
  return { attempts, records: records.length, audited: audited.length };
}

function emailOf(round: number): string {
  return `round${round}@practice.example`;
}

test.each(
  engines,
)(`an attempt that is sent ${submits} times at once to two servers is graded once, and all are told the same, ${rounds} times (%s)`, async (engine) => {
  const emails = Array.from({ length: rounds }, (_, round) => emailOf(round));
  const scene = await makeQuizScene({ emails, engine, change: endingWithTheQuiz });
  const origins = [scene.server.url, await startBeside(scene)];
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    const { learner, base, answers, places } = await submitAtOnce(scene, origins, round);
    const isRight = round % 2 === 0;
    expect([...new Set(answers.map(said))]).toEqual([`303 ${base}/outcome`]);
    expect([...new Set(places.map(said))]).toEqual(["200 null"]);
    expect(new Set(places.map(wordsOf)).size).toBe(1);
    expect(places[0]?.body).toContain(isRight ? "100%" : "0%");
    const { attempts, records, audited } = await kept(scene, learner.enrolment.id);
    expect(attempts).toMatchObject([{ passed: isRight ? 1 : 0, submitted_at: expect.any(String), ordinal: 1 }]);
    expect([records, audited]).toEqual(isRight ? [1, 1] : [0, 0]);
  }
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.info(`${rounds} rounds of ${submits} submits on ${engine}: ${seconds} s`);
}, 3_600_000);
