import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Reader } from "#tests/site/reader.ts";
import { type AnswerKey, answerKeyOf, type Fact, Student, stands } from "#tests/site/student.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { answerEarly } from "./early-answers.ts";

/** Fifty in the long programme; a few as a sample in every run. */
const kills = process.env.ATTUNE_LONG ? 50 : 6;

interface Scene {
  server: RunningServer;
  folder: string;
  courseId: string;
  key: AnswerKey;
}

/** A server with a person for each round; nobody else is there. */
async function makeScene(rounds: number): Promise<Scene> {
  const server = await startServer({ env: { ATTUNE_SIGN_IN_TRIES: "1000" } });
  const folder = mkdtempSync(join(tmpdir(), "attune-kill-"));
  onTestFinished(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const emails = Array.from({ length: rounds }, (_, round) => emailOf(round));
  const { courseId, course } = await furnish(server, emails);
  return { server, folder, courseId, key: answerKeyOf(course) };
}

/** Drives one person in another process and kills the server while it does; answers with what was acknowledged. */
async function killWhileDriving(
  scene: Scene,
  { round, after, through }: { round: number; after: number; through?: string },
) {
  const ledger = join(scene.folder, `${round}.ledger`);
  const order = join(scene.folder, `${round}.json`);
  const { server, courseId, key } = scene;
  writeFileSync(
    order,
    JSON.stringify({ origin: server.url, through, email: emailOf(round), password, courseId, key, ledger }),
  );
  const driver = fork("tests/trust/driver.ts", [order], { execArgv: [], stdio: "pipe" });
  let said = "";
  driver.stderr?.on("data", (chunk: Buffer) => (said += chunk));
  const ended = once(driver, "exit");
  await Promise.race([once(driver, "message"), ended]);
  await new Promise((resolve) => setTimeout(resolve, after));
  await server.kill();
  const [code] = await ended;
  if (code !== 0) throw new Error(`The driver failed by itself: ${said.slice(-2000)}`);
  return factsIn(ledger);
}

/** The facts that cannot be found again, by one who signs in anew. */
async function findLost(scene: Scene, round: number, facts: Fact[]): Promise<Fact[]> {
  const student = new Student(scene.server.url, scene.key);
  await student.signIn(emailOf(round), password);
  const lost: Fact[] = [];
  for (const fact of facts) if (!(await stands(student, fact))) lost.push(fact);
  return lost;
}

function factsIn(ledger: string): Fact[] {
  if (!existsSync(ledger)) return [];
  const lines = readFileSync(ledger, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

function emailOf(round: number): string {
  return `round${round}@practice.example`;
}

test(`nothing that was acknowledged is lost when the server is killed ${kills} times`, async () => {
  const scene = await makeScene(kills);
  const rounds: Fact[][] = [];
  for (let round = 0; round < kills; round++) {
    rounds.push(await killWhileDriving(scene, { round, after: 40 + Math.random() * 1_200 }));
    await scene.server.resume();
  }
  const lost: Fact[] = [];
  for (const [round, facts] of rounds.entries()) lost.push(...(await findLost(scene, round, facts)));
  const acknowledged = rounds.flat();
  console.info(`${kills} kills, ${acknowledged.length} acknowledged, ${lost.length} lost`);
  expect(lost).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(kills * 2);
}, 600_000);

test("a system that answers before it commits is caught by this very test", async () => {
  const scene = await makeScene(1);
  const early = await answerEarly(scene.server.url, 60_000);
  const drive = killWhileDriving(scene, { round: 0, after: 400, through: early.url });
  const facts = await drive;
  early.die();
  await scene.server.resume();
  expect(facts.filter(({ kind }) => kind === "read").length).toBeGreaterThan(0);
  expect((await findLost(scene, 0, facts)).length).toBeGreaterThan(0);
}, 60_000);

test("a reader of the ledger sees a fact that was never acknowledged as lost", async () => {
  const scene = await makeScene(1);
  const reader = new Reader(scene.server.url);
  await reader.open("/sign-in");
  const invented: Fact = { kind: "read", address: `/learn/${scene.courseId}/lesson/fnpf0dfc`, times: 1 };
  const student = new Student(scene.server.url, scene.key);
  await student.signIn(emailOf(0), password);
  await student.join(scene.courseId);
  expect(await stands(student, invented)).toBe(false);
}, 60_000);
