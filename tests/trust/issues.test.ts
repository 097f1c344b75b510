import { expect, test } from "vitest";
import { engines } from "#tests/support/database.ts";
import { freshArchive, verify } from "#tests/support/evidence.ts";
import { finishModules, nameOneself } from "#tests/support/sitting.ts";
import { makeQuizScene, type QuizScene, seat, startBeside } from "./quiz-scene.ts";
import { attest } from "./signing.ts";

/** Two hundred in the long programme; a few as a sample in every run. */
const rounds = process.env.ATTUNE_LONG ? 200 : 3;
const signings = 50;

/** Somebody who has done all but sign sends the attestation fifty times at once, by turns to each server. */
async function issueAtOnce(scene: QuizScene, origins: string[], round: number) {
  const { learner, cookie } = await seat(scene, emailOf(round));
  await finishModules(scene.db, learner, new Date());
  const confirmation = await nameOneself(scene.db, learner, "Ada N. Okafor", new Date());
  const answers = await Promise.all(
    Array.from({ length: signings }, (_, at) =>
      attest(origins[at % origins.length] ?? "", { scene, confirmation, cookie }),
    ),
  );
  return { enrolmentId: learner.enrolment.id, said: answers.map(({ status, location }) => `${status} ${location}`) };
}

/** All that one signing leaves behind, counted. */
async function kept({ db }: QuizScene, enrolmentId: string) {
  const records = await db
    .selectFrom("completion_record")
    .select("id")
    .where("enrolment_id", "=", enrolmentId)
    .execute();
  const ids = records.map(({ id }) => id);
  const attestations = await db
    .selectFrom("attestation")
    .select("id")
    .where("enrolment_id", "=", enrolmentId)
    .execute();
  const people = await db.selectFrom("record_person").select("record_id").where("record_id", "in", ids).execute();
  const entries = await db
    .selectFrom("evidence_entry")
    .select("position")
    .where("record_id", "in", ids)
    .where("kind", "=", "issue")
    .execute();
  const audited = await db.selectFrom("audit_entry").select("id").where("subject_id", "in", ids).execute();
  const rows = { ids, attestations, people, entries, audited };
  return { ids, counts: Object.values(rows).map(({ length }) => length) };
}

function emailOf(round: number): string {
  return `signs${round}@practice.example`;
}

test.each(
  engines,
)(`a record that is asked for ${signings} times at once of two servers is issued once, and all are led to it, ${rounds} times (%s)`, async (engine) => {
  const emails = Array.from({ length: rounds }, (_, round) => emailOf(round));
  const scene = await makeQuizScene({ emails, engine });
  const origins = [scene.server.url, await startBeside(scene)];
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    const { enrolmentId, said } = await issueAtOnce(scene, origins, round);
    const { ids, counts } = await kept(scene, enrolmentId);
    expect(counts).toEqual([1, 1, 1, 1, 1]);
    expect([...new Set(said)]).toEqual([`303 /records/${ids[0]}`]);
  }
  const found = await verify(scene.db, freshArchive(scene.server.dataFolder));
  expect(found).toMatchObject({ records: rounds, fault: null });
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.info(`${rounds} rounds of ${signings} issues on ${engine}: ${seconds} s; ${found.entries} entries verified`);
}, 3_600_000);
