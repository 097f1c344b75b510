import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Course } from "#app/domain/course.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { positionsOf } from "#app/domain/quiz/kinds.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { type AnswerKey, answerKeyOf, type Fact, Student, stands } from "#tests/site/student.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { readLessons } from "#tests/support/sitting.ts";

/** What a driver is told. */
export interface Order {
  origin: string;
  /** Where requests are really sent. */
  through: string;
  people: { email: string; ledger: string }[];
  password: string;
  courseId: string;
  key: AnswerKey;
}

/** One line of a ledger. */
export type Line = { asked: Fact } | { acknowledged: Fact };

export interface KillScene {
  server: RunningServer;
  folder: string;
  courseId: string;
  course: Course;
  key: AnswerKey;
}

/** A server with this many people in its course; every third has still to read, the others go straight to the quiz. */
export async function makeKillScene(people: number): Promise<KillScene> {
  const server = await startServer({ env: { ATTUNE_SIGN_IN_TRIES: "1000" } });
  const folder = mkdtempSync(join(tmpdir(), "attune-kill-"));
  onTestFinished(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const emails = Array.from({ length: people }, (_, at) => emailOf(at));
  const release = await furnish(server, emails);
  const { courseId, course } = release;
  const lessons = course.modules[0]?.lessons.map(({ id }) => id) ?? [];
  await withDatabase(server, async (db) => {
    for (const email of emails.filter((_, at) => at % 3 !== 0)) {
      const { id } = await db.selectFrom("person").select("id").where("email", "=", email).executeTakeFirstOrThrow();
      const enrolled = await enrol(db, { personId: id, courseId, now: new Date() });
      if ("refused" in enrolled) throw new Error(`Not enrolled: ${enrolled.refused}.`);
      const actor = { kind: "person" as const, id, roles: [] };
      await readLessons(db, { actor, enrolment: enrolled.enrolment, release }, lessons, new Date());
    }
  });
  return { server, folder, courseId, course, key: answerKeyOf(course) };
}

/**
 * Drives these people in another process and kills the server when `ready` resolves; answers with each one's ledger.
 * The server is left dead.
 */
export async function killWhileDriving(
  { server, folder, courseId, key }: KillScene,
  {
    people,
    ready,
    through = server.url,
  }: { people: number[]; ready: (ledgers: Ledgers) => Promise<void>; through?: string },
): Promise<Line[][]> {
  const files = people.map((at) => join(folder, `${at}.ledger`));
  const order: Order = {
    origin: server.url,
    through,
    people: people.map((at, place) => ({ email: emailOf(at), ledger: files[place] ?? "" })),
    password,
    courseId,
    key,
  };
  const file = join(folder, `${people.join("-")}.json`);
  writeFileSync(file, JSON.stringify(order));
  const driver = fork("tests/trust/driver.ts", [file], { execArgv: [], stdio: "pipe" });
  let said = "";
  driver.stderr?.on("data", (chunk: Buffer) => (said += chunk));
  const ended = once(driver, "exit");
  await Promise.race([once(driver, "message"), ended]);
  const failed = ended.then(([code]) => {
    if (code !== 0) throw new Error(`The driver failed by itself: ${said.slice(-2000)}`);
  });
  await Promise.race([ready(() => files.map(linesIn)), failed]);
  await server.kill();
  await failed;
  return files.map(linesIn);
}

/** The ledgers as they are now. */
export type Ledgers = () => Line[][];

export function acknowledgedIn(lines: Line[]): Fact[] {
  return lines.flatMap((line) => ("acknowledged" in line ? [line.acknowledged] : []));
}

/**
 * What was acknowledged and cannot be found again: by one who signs in anew, and, for answers, in the rows, since an
 * attempt that was sent shows them no more. An answer that was changed stands as it was acknowledged last, or as it was
 * asked for after that.
 */
export async function findLost(scene: KillScene, at: number, lines: Line[]): Promise<Fact[]> {
  const student = new Student(scene.server.url, scene.key);
  await student.signIn(emailOf(at), password);
  const lost: Fact[] = [];
  for (const fact of acknowledgedIn(lines).filter(({ kind }) => kind !== "saved")) {
    if (!(await stands(student, fact))) lost.push(fact);
  }
  const answers = lastAnswers(lines);
  await withDatabase(scene.server, async (db) => {
    for (const { acknowledged, askedAfter } of answers) {
      const kept = await placesKept(scene, db, acknowledged);
      const possible = [acknowledged, ...askedAfter].map(({ chosen }) => chosen.join());
      if (!possible.includes(kept)) lost.push(acknowledged);
    }
  });
  return lost;
}

type Saved = Extract<Fact, { kind: "saved" }>;

function lastAnswers(lines: Line[]): { acknowledged: Saved; askedAfter: Saved[] }[] {
  const answers = new Map<string, { acknowledged: Saved; askedAfter: Saved[] }>();
  for (const line of lines) {
    const fact = "asked" in line ? line.asked : line.acknowledged;
    if (fact.kind !== "saved") continue;
    if ("asked" in line) answers.get(fact.address)?.askedAfter.push(fact);
    else answers.set(fact.address, { acknowledged: fact, askedAfter: [] });
  }
  return [...answers.values()];
}

/** The places that the rows hold for an answer, as its page numbers them. */
async function placesKept({ course }: KillScene, db: Db, { address, attempt }: Saved): Promise<string> {
  const position = Number(new URL(address, "http://localhost").searchParams.get("item"));
  const id = attempt.split("/").at(-1) ?? "";
  const { drawn } = await db.selectFrom("attempt").select("drawn").where("id", "=", id).executeTakeFirstOrThrow();
  const items: { item: string; choices: string[] }[] = JSON.parse(drawn);
  const { item = "", choices: order = [] } = items[position - 1] ?? {};
  const question = course.modules.flatMap(({ quiz }) => quiz?.items ?? []).find((one) => one.id === item);
  const row = await db
    .selectFrom("attempt_answer")
    .select("chosen")
    .where("attempt_id", "=", id)
    .where("item_id", "=", item)
    .executeTakeFirst();
  if (!question || !row) return "nothing";
  return positionsOf(question, { order, chosen: JSON.parse(row.chosen) }).join();
}

async function withDatabase(server: RunningServer, work: (db: Db) => Promise<void>): Promise<void> {
  const { db, close } = openDatabase(server.databaseUrl);
  try {
    await work(db);
  } finally {
    await close();
  }
}

function linesIn(ledger: string): Line[] {
  if (!existsSync(ledger)) return [];
  const lines = readFileSync(ledger, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

export function emailOf(at: number): string {
  return `person${at}@practice.example`;
}
