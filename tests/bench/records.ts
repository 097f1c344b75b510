/**
 * What records cost where there are many (`npm run bench -- records`): issuing one beside them, verifying one alone, the
 * whole log, and drawing a PDF; each held against its promise. One process, SQLite at synchronous=FULL, a real disk.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { draughtsman } from "#app/certificate/draw.ts";
import { sampleRecord } from "#app/domain/certificate/sample.ts";
import { signAttestation } from "#app/domain/completion.ts";
import { findRecord } from "#app/domain/completion-record.ts";
import { verifyBundle } from "#app/domain/evidence/bundle.ts";
import { exportBundle } from "#app/domain/evidence/export.ts";
import { leafHashOf, noLeaves, withLeaf } from "#app/domain/evidence/merkle.ts";
import { verifyEvidence } from "#app/domain/evidence/verification.ts";
import { writeEvidence } from "#app/domain/evidence/writing.ts";
import { findPractice } from "#app/domain/practice.ts";
import { findNewestRelease, listCourses } from "#app/domain/release.ts";
import { takeEntryStamps } from "#app/platform/entry-stamps.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import { openEvidenceKeys } from "#app/platform/evidence-keys.ts";
import { openJournal } from "#app/platform/journal.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { runBeforeAnswer } from "#server/jobs.ts";
import { addLearner, publishSmall } from "#tests/support/cast.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { beginPractice } from "#tests/support/practice.ts";
import { approve, furnishPractice } from "#tests/support/record.ts";
import { ownEnvironment, runPreparation } from "#tests/support/server.ts";
import { finishModules, nameOneself, url } from "#tests/support/sitting.ts";
import { logThreads } from "../../cli/log-threads.ts";
import { fillArchive } from "./archive.ts";
import { table } from "./report.ts";

interface Figure {
  of: string;
  /** In milliseconds. */
  most: number;
  figure: number;
  /** Of the processor, in the mean: what other work on the machine disturbs least. */
  processor: number;
}

/** Prints the figures as Markdown; answers with whether every promise is held. */
export async function benchRecords(records: number): Promise<boolean> {
  const scene = await prepareRecords();
  try {
    const load = loadavg()[0] ?? 0;
    const began = performance.now();
    await scene.fill(records);
    const seeded = (performance.now() - began) / 1_000;
    const figures = [
      ...(await issueMany(scene)),
      await verifyOne(scene),
      await verifyAll(scene),
      await drawSome(scene),
    ];
    const rows = figures.map(({ of, most, figure, processor }) => [
      of,
      most,
      figure.toFixed(1),
      processor.toFixed(1),
      figure < most ? "held" : "NOT HELD",
    ]);
    const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "an unknown processor"}`;
    console.log(
      `${records.toLocaleString("en")} records, seeded in ${seeded.toFixed(0)} s. Measured ${new Date().toISOString().slice(0, 10)} on ${machine}, load ${load.toFixed(1)} at the start and ${(loadavg()[0] ?? 0).toFixed(1)} at the end.\n`,
    );
    console.log(table(["Promise", "Limit, ms", "measured, ms", "of the processor, ms", ""], rows));
    return figures.every(({ most, figure }) => figure < most);
  } finally {
    await scene.end();
  }
}

type Scene = Awaited<ReturnType<typeof prepareRecords>>;

/** A database with the course that ships, for what records hold, and the small one, which is quick to complete. */
async function prepareRecords() {
  const folder = mkdtempSync(join(tmpdir(), "attune-bench-records-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const environment = ownEnvironment(folder, String(await findFreePort()));
  await runPreparation(environment);
  const { db, close } = openDatabase(environment.DATABASE_URL);
  await beginPractice(db, new Date());
  await furnishPractice(db);
  await approve(db);
  const [listed] = await listCourses(db);
  const release = listed && (await findNewestRelease(db, listed.id));
  const sample = await sampleRecord(db, { practice: await findPractice(db), name: "x", url, now: new Date() });
  const keys = openEvidenceKeys(environment.ATTUNE_KEYS);
  const signer = keys.signing();
  if (!release || !sample || !signer) throw new Error("The start published no course, or made no key.");
  takeEntryStamps(environment.ATTUNE_KEYS);
  const [journal, seals] = [openJournal(environment.ATTUNE_EVIDENCE), openKeyStore(environment.ATTUNE_KEYS)];
  // What the start has entered: the key.
  const bodies = await db.selectFrom("evidence_entry").select(["body", "at"]).orderBy("position").execute();
  const began = bodies.at(-1)?.at ?? "";
  const edge = bodies.reduce((edge, { body }) => withLeaf(edge, leafHashOf(body)), noLeaves);
  return {
    db,
    journal,
    seals,
    signer,
    list: openErasureList(environment.ATTUNE_EVIDENCE),
    // As `attune verify` does it.
    threads: logThreads({ databaseUrl: environment.DATABASE_URL, evidenceFolder: environment.ATTUNE_EVIDENCE }),
    known: keys.known(),
    fill: (records: number) =>
      fillArchive(db, { journal, seals, signer, edge, began, release, entry: sample.entry }, records),
    end: async () => {
      journal.close();
      seals.close();
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const issues = 500;

/** From the signature of the attestation to the record in the journal and signed, as an answer waits for it. */
async function issueMany({ db, journal, seals, signer }: Scene): Promise<Figure[]> {
  const small = await publishSmall(db);
  const now = new Date();
  const [first, rest] = [new Times(), new Times()];
  for (let at = 0; at <= issues; at++) {
    const learner = await addLearner(db, { release: small });
    await finishModules(db, learner, now);
    const confirmation = await nameOneself(db, learner, "Ada N. Okafor", now);
    const perform = async () => {
      await writeEvidence(db, { journal, seals, signer, now });
      return "written";
    };
    // The first of a process reads the log's leaves once.
    await (at === 0 ? first : rest).measure(async () => {
      await signAttestation(db, { ...learner, confirmation, url, now });
      await runBeforeAnswer(db, { perform, clock: () => now });
    });
  }
  return [
    rest.figure(`Issue of one, p99 of ${issues}`, 20, 0.99),
    first.figure("The first issue after a start", 3_000, 1),
  ];
}

/** A bundle without database, as `attune verify FILE` looks at it. */
async function verifyOne({ db, known, signer }: Scene): Promise<Figure> {
  const codes = await db.selectFrom("completion_record").select("code").orderBy("code").limit(20).execute();
  const times = new Times();
  for (const { code } of codes) {
    const bundle = (await exportBundle(db, { code, signer, now: new Date() })) ?? "";
    const found = await times.measure(() => verifyBundle(bundle, known));
    if ("rule" in found) throw new Error(`${found.where} ${found.rule}`);
  }
  return times.figure(`One verified offline, slowest of ${codes.length}`, 50, 1);
}

async function verifyAll({ db, journal, list, known, threads }: Scene): Promise<Figure> {
  const times = new Times();
  let size = "";
  for (let round = 0; round < 3; round++) {
    const found = await times.measure(() => verifyEvidence(db, { journal, list, known, threads }));
    if (found.fault) throw new Error(`${found.fault.where} ${found.fault.rule}`);
    size = `${found.entries.toLocaleString("en")} entries and ${found.checkpoints.toLocaleString("en")} checkpoints`;
  }
  return times.figure(`The whole log, ${size}, median of 3`, 5_000, 0.5);
}

async function drawSome({ db }: Scene): Promise<Figure> {
  const rows = await db.selectFrom("completion_record").select(["id", "person_id"]).limit(40).execute();
  const times = new Times();
  const logo = await logoOf(db);
  for (const { id, person_id } of rows) {
    const record = await findRecord(db, { personId: person_id, recordId: id });
    if (!record?.person) throw new Error("Nobody was withdrawn.");
    const drawing = { record: { ...record, person: record.person }, logo, isAgain: false };
    await times.measure(() => draughtsman.draw({ ...drawing, template: draughtsman.template }));
  }
  return times.figure(`One PDF, p95 of ${rows.length}`, 150, 0.95);
}

async function logoOf(db: Db) {
  const sample = await sampleRecord(db, { practice: await findPractice(db), name: "x", url, now: new Date() });
  return sample?.logo;
}

/** How long each took, by the clock and of the processor. */
class Times {
  readonly took: number[] = [];
  private processor = 0;

  async measure<T>(work: () => T | Promise<T>): Promise<T> {
    const [before, began] = [process.cpuUsage(), performance.now()];
    const done = await work();
    this.took.push(performance.now() - began);
    const { user, system } = process.cpuUsage(before);
    this.processor += (user + system) / 1_000;
    return done;
  }

  figure(of: string, most: number, at: number): Figure {
    return { of, most, figure: quantile(this.took, at), processor: this.processor / this.took.length };
  }
}

function quantile(times: number[], at: number): number {
  const inOrder = [...times].sort((a, b) => a - b);
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * at))] ?? Number.NaN;
}
