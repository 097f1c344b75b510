import type { Recorded } from "./bare.ts";
import { type Answer, type Drive, drive, inTurn, type Rounded, type Target, walk } from "./drive.ts";
import { fillTo, forgetSittings, type Reader } from "./practice.ts";
import type { prepareScene } from "./servers.ts";
import { lessonPage, type Turn, type Workload, workloads } from "./workloads.ts";

type Scene = Awaited<ReturnType<typeof prepareScene>>;

export interface PageCost {
  key: string;
  name: string;
  /** Of one request or sitting: database queries, bytes of all bodies, requests. */
  queries: number;
  bytes: number;
  requests: number;
  /** By connections. */
  attune: Record<number, Rounded>;
  bare: Record<number, Rounded>;
  control?: Record<number, Rounded>;
}

interface How {
  seconds: number;
  rounds: number;
}

export const connections = [1, 8, 32];

/** Every page, beside the bare server and, for the lesson, the control: each in turn, round by round, as medians. */
export async function measurePages(scene: Scene, { profile, ...how }: How & { profile?: string }): Promise<PageCost[]> {
  const { readers } = scene;
  const counts = await record(scene, readers);
  const attune = await scene.start("attune", { profile });
  const bare = await scene.start("bare");
  const control = await scene.start("control");
  await bare.tell({ serve: counts.flatMap(({ recorded }) => recorded) });
  try {
    const costs: PageCost[] = [];
    for (const { workload, recorded, queries, sample } of counts) {
      await forgetSittings(scene.db, readers);
      const more = await toTurn(attune.target, workload, readers);
      const targets: Record<string, Target> = { attune: attune.target, bare: bare.target };
      if (workload === lessonPage) targets.control = control.target;
      const drives = await inRounds(scene, { targets, workload, readers, more, sample, ...how });
      const bytes = recorded.reduce((sum, { body }) => sum + Buffer.byteLength(body, "base64"), 0);
      const { key, name, steps } = workload;
      costs.push({ key, name, queries, bytes, requests: steps.length, ...named(drives) });
      console.error(`${name}: ${drives.attune?.[8]?.cpu.toFixed(2)} ms`);
    }
    return costs;
  } finally {
    await Promise.all([attune.stop(), bare.stop(), control.stop()]);
  }
}

/** The pages a learner comes to most, at eight connections, in a practice of so many. */
export async function costAtScales(
  scene: Scene,
  { learners, seconds, rounds }: How & { learners: number },
): Promise<Record<string, number>> {
  await fillTo(scene.db, scene.release, learners);
  const { readers } = scene;
  const attune = await scene.start("attune");
  const scaled = workloads.filter(({ key }) => ["learning", "outline", "lesson", "quiz", "save"].includes(key));
  const costs: Record<string, number[]> = {};
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const workload of scaled) {
        const turnFor = inTurn(readers, await toTurn(attune.target, workload, readers));
        const { cpu } = await drive({ target: attune.target, workload, connections: 8, seconds, turnFor });
        // The first round warms the process up.
        if (round > 0) costs[workload.key] = [...(costs[workload.key] ?? []), cpu];
      }
      await forgetSittings(scene.db, readers);
    }
  } finally {
    await attune.stop();
  }
  return Object.fromEntries(Object.entries(costs).map(([key, all]) => [key, median(all)]));
}

interface Counted {
  workload: Workload;
  queries: number;
  recorded: Recorded[];
  /** A turn as it stood after the last step, for the bare server, which takes nothing from answers. */
  sample: Turn;
}

/** Walks through every workload once on a server that tells its queries, and keeps what it answered. */
async function record(scene: Scene, readers: Reader[]): Promise<Counted[]> {
  const server = await scene.start("attune", { counting: true });
  try {
    const counted: Counted[] = [];
    for (const workload of workloads) {
      const more = await toTurn(server.target, workload, readers);
      const turn = inTurn(readers, more)(0);
      // The first visit of a process finds the release; the second is what a page costs.
      if (workload.per !== "sitting" && workload.key !== "save") await walk(server.target.url, workload, turn);
      const walked = await walk(server.target.url, workload, turn);
      const queries = walked.reduce((sum, { answer }) => sum + Number(answer.headers["x-attune-queries"] ?? 0), 0);
      const recorded = walked.map(({ step, answer }) => ({ key: step.key, ...toKeep(answer) }));
      counted.push({ workload, queries, recorded, sample: turn });
      await forgetSittings(scene.db, readers);
    }
    return counted;
  } finally {
    await server.stop();
  }
}

interface Rounds extends How {
  targets: Record<string, Target>;
  workload: Workload;
  readers: Reader[];
  more: (reader: Reader) => Partial<Turn>;
  sample: Turn;
}

async function inRounds(scene: Scene, { targets, workload, readers, more, sample, seconds, rounds }: Rounds) {
  const drives: Record<string, Record<number, Drive[]>> = Object.fromEntries(
    Object.keys(targets).map((name) => [name, {}]),
  );
  // Numbered through all drives of a workload, since a later saving must count higher than an earlier.
  let numbered = 1000;
  const next = inTurn(readers, more);
  for (let round = 0; round <= rounds; round++) {
    for (const [name, target] of Object.entries(targets)) {
      for (const many of round === 0 ? [8] : connections) {
        const turnFor = target.bare ? () => ({ ...sample }) : () => next(numbered++);
        // The first round warms a process up, whatever the others are given.
        const least = round === 0 ? 2 : seconds;
        const longer = workload.per === "sitting" ? 3 * seconds : least;
        const driven = await drive({ target, workload, connections: many, seconds: longer, turnFor });
        if (!target.bare && workload.per === "sitting") await forgetSittings(scene.db, readers);
        if (round === 0) continue;
        const kept = drives[name] ?? {};
        kept[many] = [...(kept[many] ?? []), driven];
      }
    }
  }
  return Object.fromEntries(
    Object.entries(drives).map(([name, by]) => [
      name,
      Object.fromEntries(Object.entries(by).map(([many, all]) => [many, medians(all)])),
    ]),
  );
}

/** What a workload's turns need beforehand: an open attempt to save in, the tag of the page that is held. */
async function toTurn(
  target: Target,
  workload: Workload,
  readers: Reader[],
): Promise<(reader: Reader) => Partial<Turn>> {
  const ready = new Map<Reader, Partial<Turn>>();
  if (workload.key === "save" || workload.key === "lesson-304") {
    for (const reader of readers) ready.set(reader, await readyFor(target, workload, reader));
  }
  return (reader) => ready.get(reader) ?? {};
}

async function readyFor({ url }: Target, { key }: Workload, reader: Reader): Promise<Partial<Turn>> {
  const turn: Turn = { reader, number: 0 };
  if (key === "save") {
    const opening = workloads.find((workload) => workload.key === "sitting")?.steps.slice(0, 2) ?? [];
    await walk(url, { key, name: key, steps: opening }, turn);
    return { attempt: turn.attempt };
  }
  const [walked] = await walk(url, lessonPage, turn);
  return { etag: walked?.answer.headers.etag };
}

const travelling = [
  "connection",
  "date",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "x-attune-queries",
  "x-attune-rendered",
];

/** An answer as the bare server sends it again. */
export function toKeep({ status, headers, bytes }: Answer): Omit<Recorded, "key"> {
  const kept = Object.entries(headers).filter(([name]) => !travelling.includes(name));
  return { status, headers: Object.fromEntries(kept), body: bytes.toString("base64") };
}

function named({ attune = {}, bare = {}, control }: Record<string, Record<string, Rounded>>) {
  return { attune, bare, ...(control ? { control } : {}) };
}

function medians(all: Drive[]): Rounded {
  const each = (figure: keyof Drive) => all.map((one) => one[figure]);
  const of = (figure: keyof Drive) => median(each(figure));
  const least = { cpu: Math.min(...each("cpu")), p99: Math.min(...each("p99")) };
  return { rate: of("rate"), p50: of("p50"), p99: of("p99"), cpu: of("cpu"), least };
}

function median(all: number[]): number {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
