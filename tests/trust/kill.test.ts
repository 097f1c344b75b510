import { expect, test } from "vitest";
import { type Fact, Student, stands } from "#tests/site/student.ts";
import { password } from "#tests/support/practice.ts";
import { answerEarly } from "./early-answers.ts";
import {
  acknowledgedIn,
  emailOf,
  findLost,
  type KillScene,
  killWhileDriving,
  type Line,
  makeKillScene,
} from "./killing.ts";

/** Three hundred in the long programme; a few as a sample in every run. Three are under way whenever the server dies. */
const sittings = process.env.ATTUNE_LONG ? 300 : 6;
const atOnce = 3;

/**
 * Kills the server while these people are at it, somewhere in their first forty acts, and starts it again. The
 * moment is told in acts, so that a slow machine is killed as late as a fast one.
 */
async function interrupt(scene: KillScene, people: number[]): Promise<Line[][]> {
  const acts = 6 + Math.random() * 36;
  const ledgers = await killWhileDriving(scene, {
    people,
    ready: async (ledgers) => {
      await until(() => ledgers().flatMap(acknowledgedIn).length >= acts);
      await pause(Math.random() * 40);
    },
  });
  await scene.server.resume();
  return ledgers;
}

test(`nothing that was acknowledged in ${sittings} sittings is lost when the server is killed in the middle of them`, async () => {
  const scene = await makeKillScene(sittings);
  const ledgers: Line[][] = [];
  for (let at = 0; at < sittings; at += atOnce) {
    ledgers.push(
      ...(await interrupt(
        scene,
        Array.from({ length: atOnce }, (_, one) => at + one),
      )),
    );
  }
  const lost: Fact[] = [];
  for (const [at, lines] of ledgers.entries()) lost.push(...(await findLost(scene, at, lines)));
  const acknowledged = ledgers.flatMap(acknowledgedIn);
  const count = (kind: Fact["kind"]) => acknowledged.filter((fact) => fact.kind === kind).length;
  console.info(
    `${sittings} sittings, ${sittings / atOnce} kills; acknowledged: ${count("saved")} answers, ${count("submitted")} submits, ${count("read")} reads; ${lost.length} lost`,
  );
  expect(lost).toEqual([]);
  expect(count("saved")).toBeGreaterThan(sittings / 2);
  expect(count("read")).toBeGreaterThan(0);
  // A few sittings may all be killed before they are sent; hundreds are not.
  if (sittings > 100) expect(count("submitted")).toBeGreaterThan(0);
}, 3_600_000);

test("a sitting that the server died in is gone on with, and ends", async () => {
  const scene = await makeKillScene(2);
  const ledgers = await killWhileDriving(scene, {
    people: [1],
    ready: (ledgers) => until(() => ledgers().flatMap(acknowledgedIn).length >= 2),
  });
  await scene.server.resume();
  const student = new Student(scene.server.url, scene.key);
  await student.signIn(emailOf(1), password);
  let last = await student.step();
  while (last?.kind === "saved") last = await student.step();
  expect(last?.kind).toBe("submitted");
  expect(await findLost(scene, 1, ledgers[0] ?? [])).toEqual([]);
}, 120_000);

/** What lies, and about which kind of fact; the short programme catches one of them. */
const everyLie: [Fact["kind"], number, (address: string, body: string) => string | undefined][] = [
  // The next page is the same lesson, as if it had been kept.
  ["read", 0, (_, body) => (body.includes("intent=read") ? "/learn" : undefined)],
  ["saved", 1, (address, body) => (/intent=(save|continue)/.test(body) ? address : undefined)],
  ["submitted", 1, (address) => (/\/review$/.test(address) ? address.replace(/review$/, "outcome") : undefined)],
];
const lies = process.env.ATTUNE_LONG ? everyLie : everyLie.filter(([kind]) => kind === "saved");

test.each(lies)(
  "a system that answers before it commits is caught by this very test: %s",
  async (kind, person, lie) => {
    const scene = await makeKillScene(2);
    const early = await answerEarly(scene.server.url, { delay: 60_000, lie });
    const [lines = []] = await killWhileDriving(scene, {
      people: [person],
      through: early.url,
      ready: (ledgers) =>
        until(() =>
          ledgers()
            .flatMap(acknowledgedIn)
            .some((fact) => fact.kind === kind),
        ),
    });
    early.die();
    await scene.server.resume();
    const lost = await findLost(scene, person, lines);
    expect(lost.map((fact) => fact.kind)).toContain(kind);
  },
  120_000,
);

test("a reader of the ledger sees a fact that was never acknowledged as lost", async () => {
  const scene = await makeKillScene(1);
  const invented: Fact = { kind: "read", address: `/learn/${scene.courseId}/lesson/fnpf0dfc`, times: 1 };
  const student = new Student(scene.server.url, scene.key);
  await student.signIn(emailOf(0), password);
  await student.join(scene.courseId);
  expect(await stands(student, invented)).toBe(false);
}, 60_000);

async function until(isEnough: () => boolean): Promise<void> {
  const before = performance.now();
  while (!isEnough()) {
    if (performance.now() - before > 30_000) throw new Error("Nothing of the kind was acknowledged.");
    await pause(10);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
