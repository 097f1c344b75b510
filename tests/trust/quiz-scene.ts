import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Course, Release } from "#app/domain/course.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { signIn } from "#tests/site/visit.ts";
import { type Learner, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { type Engine, freshAddress } from "#tests/support/database.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { ownEnvironment, type RunningServer, startMain, startServer } from "#tests/support/server.ts";

/** A built server with the small course alone, and a hand on its database. */
export interface QuizScene {
  server: RunningServer;
  db: Db;
  release: Release;
}

/** Starts one with these people in it, for the length of the test. */
export async function makeQuizScene({
  emails,
  engine = "sqlite",
  change,
  env = {},
}: {
  emails: string[];
  engine?: Engine;
  change?: (course: Course) => Course;
  env?: Record<string, string>;
}): Promise<QuizScene> {
  const courses = mkdtempSync(join(tmpdir(), "attune-no-courses-"));
  const { url, remove } = await freshAddress(engine, "empty");
  const server = await startServer({
    databaseUrl: url,
    env: { ATTUNE_COURSES: courses, ATTUNE_SIGN_IN_TRIES: "1000", ...env },
  });
  const { db, close } = openDatabase(url);
  onTestFinished(async () => {
    await server.stop();
    await close();
    await remove();
    rmSync(courses, { recursive: true, force: true });
  });
  const release = await publishSmall(db, smallRelease(change));
  await furnish(server, emails);
  return { server, db, release };
}

/** A second process on the same database, at an origin of its own, for the length of the test. */
export async function startBeside({ server }: QuizScene): Promise<string> {
  const port = String(await findFreePort());
  const environment = { ...ownEnvironment(server.dataFolder, port), DATABASE_URL: server.databaseUrl };
  const { child } = await startMain(environment);
  onTestFinished(() => void child.kill("SIGKILL"));
  return `http://localhost:${port}`;
}

/** Enrols somebody in the course as it is published last, and signs them in. */
export async function seat(
  { server, db, release }: QuizScene,
  email: string,
): Promise<{ learner: Learner; cookie: string }> {
  const { id } = await db.selectFrom("person").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  const enrolled = await enrol(db, { personId: id, courseId: release.courseId, now: new Date() });
  if ("refused" in enrolled) throw new Error(`Not enrolled: ${enrolled.refused}.`);
  const actor = { kind: "person" as const, id, roles: [] };
  const learner = { actor, enrolment: enrolled.enrolment, release };
  return { learner, cookie: await signIn(server.url, email, password) };
}

/** The form of one item, as its page would send it. */
export function answerFields({
  item,
  choices,
  version,
  intent = "continue",
}: {
  item: number;
  choices: number[];
  version: number;
  intent?: "save" | "continue";
}): URLSearchParams {
  const chosen = choices.map((place): [string, string] => [`choice-${item}`, String(place)]);
  return new URLSearchParams([["intent", intent], ["item", String(item)], ["version", String(version)], ...chosen]);
}
