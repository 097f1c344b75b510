import type { ZipFile } from "#app/platform/zip.ts";
import type { Db } from "#db/open.ts";
import type { EvidenceCheckpointTable } from "#db/schema.ts";
import { type Opener, openDrawn } from "../certificate.ts";
import type { Release } from "../course.ts";
import { type EvaluationResults, findEvaluations } from "../evaluation/results.ts";
import { findRelease } from "../release.ts";
import { keepSyllabus } from "../syllabus/keeping.ts";
import { type Proven, verifyBundle } from "./bundle.ts";
import type { Signer } from "./checkpoint.ts";
import { exportBundles, findNewestCheckpoint, type StatusSigning, statusTime } from "./export.ts";
import { fileHash, manifestName, signManifest } from "./pack/manifest.ts";
import { packPlaces } from "./pack/places.ts";
import { type RegisterRow, registerRowOf, writeRegister } from "./pack/register.ts";
import { listPacked, type Packed, type Selection } from "./pack/selection.ts";
import { isFault } from "./verification/fault.ts";
import { listAnnounced } from "./writing.ts";

/** What writes the documents of a pack in words. */
export interface PackWriter {
  readme(facts: PackFacts): string;
  register(rows: RegisterRow[]): string;
  blueprint(release: Release): string;
  evaluations(results: EvaluationResults): string;
}

/** What the first page of a pack says. */
export interface PackFacts {
  madeAt: string;
  records: number;
  /** The codes of records whose certificate is not in it, since it is withdrawn, or not drawn as the log holds it. */
  withoutCertificate: string[];
  size: number;
  signer: string;
  /** Whether it is of one record, for its owner: with the credential, and without register and what quizzes measure. */
  isOwn: boolean;
}

interface Packing extends Opener {
  selection: Selection;
  signer: Signer | undefined;
  writer: PackWriter;
  now: Date;
}

/**
 * The files of an evidence pack, as they come: for each record of a course and period its proof and its certificate as
 * it was first drawn; the register of them; for each release its syllabus, its blueprint and what evaluations tell; the
 * log as it was last signed, and the keys that ever signed; last, a signed manifest. Refused where the log is not signed
 * or cannot sign. A page of records is held at a time.
 */
export async function packEvidence(
  db: Db,
  { selection, ...packing }: Packing,
): Promise<AsyncGenerator<ZipFile> | { refused: "unsigned" }> {
  const at = await findNewestCheckpoint(db);
  const { signer, now } = packing;
  if (!at || !signer) return { refused: "unsigned" };
  const records = await listPacked(db, { ...selection, below: at.size });
  const status = { signer, asOf: await statusTime(db, { at, now }) };
  return withManifest(packAll(db, { ...packing, records, at, signer, status }), { signer, now });
}

/** Files with a signed manifest of them behind. */
export async function* withManifest(
  files: AsyncIterable<ZipFile>,
  { signer, now }: { signer: Signer; now: Date },
): AsyncGenerator<ZipFile> {
  const listed: { name: string; hash: string }[] = [];
  for await (const file of files) {
    listed.push({ name: file.name, hash: fileHash(file.bytes) });
    yield file;
  }
  yield textFile(manifestName, signManifest(signer, { madeAt: now.toISOString(), files: listed }));
}

/** The log as it was signed, and every key that ever signed it. */
export async function* packLog(db: Db, at: EvidenceCheckpointTable): AsyncGenerator<ZipFile> {
  const announced = await listAnnounced(db);
  yield textFile(packPlaces.checkpoint, at.note);
  yield textFile(packPlaces.logKeys, announced.map(({ key }) => `${key}\n`).join(""));
}

export function textFile(name: string, text: string): ZipFile {
  return { name, bytes: Buffer.from(text) };
}

interface Contents extends Omit<Packing, "selection"> {
  records: Packed[];
  at: EvidenceCheckpointTable;
  signer: Signer;
  status: StatusSigning;
}

async function* packAll(db: Db, contents: Contents): AsyncGenerator<ZipFile> {
  const { records, at, signer, writer, now } = contents;
  const rows: RegisterRow[] = [];
  const withoutCertificate: string[] = [];
  for (let from = 0; from < records.length; from += pageSize) {
    const page = records.slice(from, from + pageSize);
    yield* packPage(db, { ...contents, page, rows, withoutCertificate });
  }
  yield textFile(packPlaces.register, writeRegister(rows));
  yield textFile(packPlaces.registerTable, writer.register(rows));
  for (const id of new Set(records.map(({ releaseId }) => releaseId))) yield* packRelease(db, id, { writer, now });
  yield* packLog(db, at);
  const facts = { madeAt: now.toISOString(), records: rows.length, withoutCertificate, size: at.size, isOwn: false };
  yield textFile(packPlaces.readme, writer.readme({ ...facts, signer: `${signer.name}+${signer.id}` }));
}

/** How many records are read at once. */
const pageSize = 50;

async function* packPage(
  db: Db,
  { page, rows, withoutCertificate, at, status, ...opener }: Contents & { page: Packed[] } & Gathered,
): AsyncGenerator<ZipFile> {
  const recordIds = page.map(({ id }) => id);
  const bundles = await exportBundles(db, { recordIds, at, status });
  const proven = new Map<string, Proven>();
  for (const { id, code } of page) {
    const bundle = bundles.get(id) ?? "";
    const found = verifyBundle(bundle, undefined);
    // Nothing is handed out that would not verify.
    if (isFault(found))
      throw new Error(`The evidence of record ${id} does not hold: run \`npm run attune -- verify\`.`);
    proven.set(id, found);
    rows.push(registerRowOf(found));
    yield textFile(packPlaces.record(code), bundle);
  }
  const drawn = new Set<string>();
  for await (const { recordId, pdf, hash } of openDrawn(db, { ...opener, recordIds })) {
    const known = proven.get(recordId);
    if (!known?.artifacts.includes(hash)) continue;
    drawn.add(recordId);
    yield { name: packPlaces.certificate(known.entry.code), bytes: pdf };
  }
  withoutCertificate.push(...page.filter(({ id }) => !drawn.has(id)).map(({ code }) => code));
}

interface Gathered {
  rows: RegisterRow[];
  withoutCertificate: string[];
}

async function* packRelease(
  db: Db,
  releaseId: string,
  { writer, now }: Pick<Packing, "writer" | "now">,
): AsyncGenerator<ZipFile> {
  const release = await findRelease(db, releaseId);
  const file = (name: string, text: string) => textFile(packPlaces.release(release.hash, name), text);
  yield file("syllabus.txt", (await keepSyllabus(db, { release, now })).text);
  yield file("blueprint.csv", writer.blueprint(release));
  const results = await findEvaluations(db, { courseId: release.courseId, releaseId });
  if (results) yield file("evaluations.csv", writer.evaluations(results));
}
