/**
 * What Attune's pages cost (`npm run bench`): the built server on a fixed course beside a bare node:http server that
 * sends the same bytes, and the lesson page beside the same page done the plain Remix way. Each is driven in turn.
 * The figure to trust is the server's own processor time for a request; rates are of a machine shared with the driver.
 */
import { appendFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { costAtScales, measurePages } from "./measure.ts";
import { measureImport } from "./people-import.ts";
import { plotOf } from "./plot.ts";
import { keepReport, type Report, tablesOf } from "./report.ts";
import { prepareScene, readersAtWork } from "./servers.ts";

const usage = "npm run bench [-- --learners 100,1000,10000 --seconds 2 --rounds 3 --json FILE --keep --profile FOLDER]";

const help = `${usage}

--learners  how many learners the practice has, one number or several; every page is measured at the middle one
--seconds   how long each drive takes, from 0.2 (three times as long for sittings); --rounds how many of each
--json      keeps the figures in a file; --profile keeps what V8's profiler saw of the server in a folder
--keep      writes the tables into docs/performance.md and the plot beside it

records     as a word: instead, what a log of --records records costs (100000), in about three minutes
team        as a word: instead, Team today of 5,000 people in 200,000 enrolments, and 5,000 from a file, in two minutes

With what is usual it takes about a quarter of an hour; with --seconds 0.5, five minutes.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    learners: { type: "string", default: "100,1000,10000" },
    seconds: { type: "string", default: "2" },
    rounds: { type: "string", default: "3" },
    json: { type: "string" },
    keep: { type: "boolean", default: false },
    profile: { type: "string" },
    records: { type: "string", default: "100000" },
    help: { type: "boolean", default: false },
  },
});

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
if (values.help) console.log(help);
else if (positionals.length > 0) await benchOther(positionals.join(" ")).catch((error: unknown) => stop(error));
else await bench().catch((error: unknown) => stop(error));

async function benchOther(what: string): Promise<void> {
  if (what === "team") {
    const { benchTeam } = await import("./team.ts");
    process.exitCode = (await benchTeam()) ? 0 : 1;
    return;
  }
  if (what !== "records") throw new Error(`There is no bench of "${what}". ${usage}`);
  const { benchRecords } = await import("./records.ts");
  process.exitCode = (await benchRecords(wholeNumber(values.records))) ? 0 : 1;
}

async function bench(): Promise<void> {
  const scales = values.learners
    .split(",")
    .map(learnersOf)
    .sort((a, b) => a - b);
  if (values.json) appendFileSync(values.json, "");
  const how = { seconds: positive(values.seconds), rounds: wholeNumber(values.rounds) };
  const scene = await prepareScene();
  try {
    const { pages, scaled } = await runAll(scales, how, scene);
    const report: Report = { ...how, at: new Date().toISOString(), scales, pages, scaled };
    console.log(tablesOf(report));
    console.log(`\n${(await measureImport()).table}`);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    if (values.keep) keepReport(report, plotOf(report));
  } finally {
    await scene.end();
  }
}

/** Every scale in turn, the smallest first; every page at the middle one. */
async function runAll(scales: number[], how: { seconds: number; rounds: number }, scene: Scene) {
  const scaled: Report["scaled"] = [];
  let pages: Report["pages"] = [];
  const middle = scales[Math.floor(scales.length / 2)];
  for (const learners of scales) {
    scaled.push({ learners, costs: await costAtScales(scene, { learners, ...how }) });
    if (learners === middle) pages = await measurePages(scene, { ...how, profile: values.profile });
  }
  return { pages, scaled };
}

type Scene = Awaited<ReturnType<typeof prepareScene>>;

/** Fewer would not be who is driven; more take minutes to make. */
function learnersOf(text: string): number {
  const learners = wholeNumber(text);
  if (learners >= readersAtWork && learners <= 100_000) return learners;
  throw new Error(`A practice has from ${readersAtWork} to 100,000 learners here. ${usage}`);
}

function stop(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function positive(text: string): number {
  const number = Number(text);
  if (number >= 0.2 && number <= 60) return number;
  throw new Error(`"${text}" is not a number of seconds from 0.2 to 60. ${usage}`);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`"${text}" is not a whole number above nought. ${usage}`);
}
