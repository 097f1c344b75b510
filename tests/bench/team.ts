/**
 * What Team today costs in a large practice (`npm run bench -- team`): the built server on SQLite, over HTTP, one request
 * after another, as a supervisor of few, of many, and as an administrator of all; and people brought in from a file.
 */
import { cpus, loadavg } from "node:os";
import { goodPassword } from "#tests/support/people.ts";
import { signIn, visit } from "../site/visit.ts";
import { fillCrowd } from "./crowd.ts";
import { measureImport } from "./people-import.ts";
import { table } from "./report.ts";
import { prepareScene } from "./servers.ts";

const practice = { people: 5_000, courses: 42 };
const promised = { milliseconds: 100, queries: 8 };
const rounds = 60;

/** Pages of Team today that ask for different things of the database. */
const pages = {
  "as it opens": "/team",
  "help, by name": "/team?show=help&order=name",
  "help, page 5": "/team?show=help&page=5",
  "done, page 3": "/team?show=done&page=3",
};

type Server = Awaited<ReturnType<Awaited<ReturnType<typeof prepareScene>>["start"]>>;

/** Prints the figures as Markdown; answers with whether every promise is held. */
export async function benchTeam(): Promise<boolean> {
  const scene = await prepareScene();
  try {
    const crowd = await fillCrowd(scene.db, { ...practice, now: new Date() });
    const load = loadavg()[0] ?? 0;
    const rows = [];
    const server = await scene.start("attune", { counting: true });
    for (const [who, { email }] of Object.entries({
      "Supervisor of 12": crowd.ofFew,
      "Supervisor of 500": crowd.ofMany,
      "Administrator, of all": crowd.ofAll,
    })) {
      const cookie = await signIn(server.target.url, email, goodPassword);
      for (const [page, address] of Object.entries(pages)) {
        rows.push({ name: `${who}, ${page}`, ...(await measure(server, address, cookie)) });
      }
    }
    await server.stop();
    const imported = await measureImport();
    const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "an unknown processor"}`;
    console.log(
      `${practice.people.toLocaleString("en")} people, ${crowd.enrolments.toLocaleString("en")} enrolments. Measured ${new Date().toISOString().slice(0, 10)} on ${machine}, load ${load.toFixed(1)} at the start and ${(loadavg()[0] ?? 0).toFixed(1)} at the end; each page ${rounds} times.\n`,
    );
    console.log(teamTable(rows));
    console.log(`\n${imported.table}`);
    return imported.held && rows.every(isHeld);
  } finally {
    await scene.end();
  }
}

interface Figures {
  /** Milliseconds until the answer was there, of half and of 95 in a hundred; and of the server's processor, in the mean. */
  p50: number;
  p95: number;
  processor: number;
  queries: number;
  bytes: number;
}

/** One request after another, the first few of which warm the process up. */
async function measure({ target, cpu }: Server, address: string, cookie: string): Promise<Figures> {
  const ask = async () => {
    const began = performance.now();
    const { status, body, queries = Number.NaN, bytes } = await visit(target.url, address, cookie);
    if (status !== 200 || !body.includes("<h2")) throw new Error(`${address} answered ${status}, or with no list.`);
    return { took: performance.now() - began, queries, bytes };
  };
  for (let warming = 0; warming < 10; warming++) await ask();
  const before = await cpu();
  const asked: Awaited<ReturnType<typeof ask>>[] = [];
  for (let round = 0; round < rounds; round++) asked.push(await ask());
  const processor = ((await cpu()) - before) / 1_000 / rounds;
  const took = asked.map((one) => one.took).sort((one, other) => one - other);
  const at = (share: number) => took[Math.floor(rounds * share)] ?? Number.NaN;
  const most = (of: "queries" | "bytes") => Math.max(...asked.map((one) => one[of]));
  return { p50: at(0.5), p95: at(0.95), processor, queries: most("queries"), bytes: most("bytes") };
}

function isHeld({ p95, queries }: Figures): boolean {
  return p95 < promised.milliseconds && queries <= promised.queries;
}

function teamTable(rows: (Figures & { name: string })[]): string {
  const head = [
    "Team today",
    `queries (at most ${promised.queries})`,
    `p95, ms (under ${promised.milliseconds})`,
    "p50, ms",
    "of the processor, ms",
    "bytes",
    "",
  ];
  return table(
    head,
    rows.map(({ name, ...one }) => [
      name,
      one.queries,
      one.p95.toFixed(1),
      one.p50.toFixed(1),
      one.processor.toFixed(1),
      one.bytes,
      isHeld(one) ? "held" : "NOT HELD",
    ]),
  );
}
