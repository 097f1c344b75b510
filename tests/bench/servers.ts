import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNewestRelease } from "#app/domain/release.ts";
import { openDatabase } from "#db/open.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { beginPractice } from "#tests/support/practice.ts";
import { ownEnvironment, runPreparation } from "#tests/support/server.ts";
import type { Target } from "./drive.ts";
import { course, fillTo } from "./practice.ts";
import { startMeasured } from "./process.ts";

export type Program = "attune" | "control" | "bare";

const programs: Record<Program, string> = {
  attune: "server/main.ts",
  control: "tests/bench/control.ts",
  bare: "tests/bench/bare.ts",
};

/** Enough that no two connections meet in one attempt, and few enough to open one for each beforehand. */
export const readersAtWork = 96;

/** A database of the bench's own, with the course published and the practice set up. */
export async function prepareScene() {
  if (!existsSync("build/.attune-built")) throw new Error("There is no build: `npm run bench` and `npm test` build.");
  const folder = mkdtempSync(join(tmpdir(), "attune-bench-"));
  // However the process ends.
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const environment = {
    ...ownEnvironment(folder, "0"),
    ATTUNE_COURSES: "tests/bench/courses",
    ATTUNE_SIGN_IN_TRIES: "1000000",
  };
  await runPreparation({ ...environment, PORT: String(await findFreePort()) });
  const { db, close } = openDatabase(environment.DATABASE_URL);
  await beginPractice(db, new Date());
  const release = await findNewestRelease(db, course.id);
  if (!release) throw new Error("The bench course was not published.");
  const readers = await fillTo(db, release, readersAtWork);
  const start = async (program: Program, more: { profile?: string; counting?: boolean } = {}) => {
    const port = String(await findFreePort());
    const counted: Record<string, string> = more.counting ? { ATTUNE_COUNT_QUERIES: "1" } : {};
    const process = await startMeasured(programs[program], { ...environment, ...counted, PORT: port }, more);
    const target: Target = { url: `http://localhost:${port}`, process, bare: program === "bare" };
    return { ...process, target };
  };
  return {
    db,
    release,
    readers,
    start,
    end: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
