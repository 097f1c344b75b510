import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { detachFrom } from "#app/platform/pdf-attachment.ts";
import { signIn, visit } from "#tests/site/visit.ts";
import { type Engine, engines } from "#tests/support/database.ts";
import { freshArchive, verify } from "#tests/support/evidence.ts";
import { password } from "#tests/support/practice.ts";
import { finishModules, nameOneself } from "#tests/support/sitting.ts";
import { makeQuizScene, type QuizScene, seat } from "./quiz-scene.ts";
import { killable, killWhile, pdfFailpoints, serverFailpoints } from "./server-killing.ts";
import { attest } from "./signing.ts";

/** Two hundred on each database in the long programme; in every run each point once, those of the commit on PostgreSQL too. */
const pointsOn: Record<Engine, readonly (typeof serverFailpoints)[number][]> = process.env.ATTUNE_LONG
  ? { sqlite: twoHundred(), postgres: twoHundred() }
  : { sqlite: serverFailpoints, postgres: ["before commit", "after commit"] };

function twoHundred() {
  return Array.from({ length: 200 }, (_, at) => serverFailpoints[at % serverFailpoints.length] ?? "before answer");
}

test.each(
  engines,
)("a server that is killed while it issues a record leaves nothing of it or one whole record, and its PDF is drawn or kept whole (%s)", async (engine) => {
  const points = pointsOn[engine];
  const folder = mkdtempSync(join(tmpdir(), "attune-kill-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const emails = points.map((_, at) => emailOf(at));
  const scene = await makeQuizScene({ emails, engine, env: killable(folder) });
  // All at first: a start takes nobody new into a course that is in no folder.
  const seats = [];
  for (const email of emails) seats.push(await seat(scene, email));
  const left = { nothing: 0, whole: 0 };
  for (const [at, { learner, cookie }] of seats.entries()) {
    const failpoint = points[at] ?? "before answer";
    await finishModules(scene.db, learner, new Date());
    const confirmation = await nameOneself(scene.db, learner, "Ada N. Okafor", new Date());
    const sign = () => attest(scene.server.url, { scene, confirmation, cookie });
    const isAnswered = pdfFailpoints.includes(failpoint);
    const work = async () => {
      const answer = await sign().catch(() => undefined);
      expect([failpoint, answer?.status]).toEqual([failpoint, isAnswered ? 303 : undefined]);
      // Whoever comes first, the outbox or the learner, draws the certificate, and dies of it.
      if (answer) await download(scene, { address: answer.location ?? "", cookie }).catch(() => undefined);
    };
    await killWhile(scene.server, { folder, failpoint, work });

    const standing = await recordsOf(scene, learner.enrolment.id);
    expect([failpoint, standing.length]).toEqual([failpoint, failpoint === "before commit" ? 0 : 1]);
    left[standing.length === 0 ? "nothing" : "whole"]++;
    // Whatever was left, signing again leads to the one record that there is.
    const again = await sign();
    const [record, ...more] = await recordsOf(scene, learner.enrolment.id);
    expect([failpoint, again.status, again.location, more]).toEqual([failpoint, 303, `/records/${record?.id}`, []]);
    if (standing[0]) expect(record).toEqual(standing[0]);
    await expectOneWholePdf(scene, { record: record?.id ?? "", cookie });
  }
  const found = await verified(scene);
  expect(found).toMatchObject({ records: points.length, fault: null });
  expect(left.nothing).toBeGreaterThan(0);
  console.info(
    `${points.length} kills of a server on ${engine}: ${left.nothing} left nothing, ${left.whole} one whole record; ${JSON.stringify(found)}`,
  );
}, 3_600_000);

/** The same bytes at each download, as the row and the one entry of the log have them. */
async function expectOneWholePdf(scene: QuizScene, { record, cookie }: { record: string; cookie: string }) {
  const address = `/records/${record}`;
  const [first, second] = [await download(scene, { address, cookie }), await download(scene, { address, cookie })];
  expect(first.subarray(0, 5).toString()).toBe("%PDF-");
  expect(first.subarray(-6).toString()).toContain("%%EOF");
  expect(second.equals(first)).toBe(true);
  // A download carries its proof behind the drawing that is kept.
  const drawing = detachFrom(first)?.pdf ?? first;
  const hash = createHash("sha256").update(drawing).digest("base64url");
  const rows = await scene.db.selectFrom("certificate").select("sha256").where("record_id", "=", record).execute();
  expect(rows).toEqual([{ sha256: hash }]);
  const entries = await scene.db
    .selectFrom("evidence_entry")
    .select("body")
    .where("record_id", "=", record)
    .where("kind", "=", "artifact")
    .execute();
  expect(entries.map(({ body }) => JSON.parse(body).hash)).toEqual([hash]);
}

async function download({ server }: QuizScene, { address, cookie }: { address: string; cookie: string }) {
  const answer = await fetch(new URL(`${address}/certificate`, server.url), { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`No certificate: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function recordsOf({ db }: QuizScene, enrolmentId: string) {
  return db.selectFrom("completion_record").selectAll().where("enrolment_id", "=", enrolmentId).execute();
}

async function verified({ server, db }: QuizScene) {
  // What was signed last is written before the answer to the next act.
  await visit(server.url, "/sign-in", await signIn(server.url, emailOf(0), password));
  const { records, checkpoints, waiting, fault } = await verify(db, freshArchive(server.dataFolder));
  return { records, checkpoints, waiting, fault };
}

function emailOf(at: number): string {
  return `signer${at}@practice.example`;
}
