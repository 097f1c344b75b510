import type { JWK } from "jose";
import type { ZipFile } from "#app/platform/zip.ts";
import type { Db } from "#db/open.ts";
import { attachProof } from "../certificate/proof.ts";
import { type Opener, openDrawn } from "../certificate.ts";
import { findRecord } from "../completion-record.ts";
import { placeInLists, statusListClaims } from "../credential/shape.ts";
import { encodeStatusList } from "../credential/status-list.ts";
import { findCredential } from "../credential.ts";
import { findRelease } from "../release.ts";
import { keepSyllabus } from "../syllabus/keeping.ts";
import { verifyBundle } from "./bundle.ts";
import type { Signer } from "./checkpoint.ts";
import { exportBundles, findNewestCheckpoint, statusTime } from "./export.ts";
import { packPlaces } from "./pack/places.ts";
import { type PackWriter, packLog, textFile, withManifest } from "./pack.ts";
import { isFault } from "./verification/fault.ts";

interface OwnPacking extends Opener {
  personId: string;
  recordId: string;
  signer: Signer | undefined;
  /** What signs credentials, and the public halves of its keys by the addresses that credentials name. */
  credentials: { sign(claims: Record<string, unknown>): Promise<string>; published(): JWK[] };
  writer: PackWriter;
  provider: { url: string; name: string };
  now: Date;
}

/**
 * The files of one of a person's own records, as a pack: its proof, its certificate with the proof attached, the
 * credential with its status list, the syllabus, and the keys. Undefined for another's record, once the name is
 * withdrawn, and until the record is in the signed log.
 */
export async function packOwnEvidence(db: Db, packing: OwnPacking): Promise<AsyncGenerator<ZipFile> | undefined> {
  const { personId, recordId, signer, now } = packing;
  const record = await findRecord(db, { personId, recordId });
  const claims = await findCredential(db, { personId, recordId });
  const at = await findNewestCheckpoint(db);
  if (!record?.person || !claims || !at || !signer) return undefined;
  const status = { signer, asOf: await statusTime(db, { at, now }) };
  const bundle = (await exportBundles(db, { recordIds: [recordId], at, status })).get(recordId);
  if (bundle === undefined) return undefined;
  return withManifest(packOne(db, { ...packing, bundle, at, claims, signer }), { signer, now });
}

interface Found extends OwnPacking {
  signer: Signer;
  bundle: string;
  at: NonNullable<Awaited<ReturnType<typeof findNewestCheckpoint>>>;
  claims: NonNullable<Awaited<ReturnType<typeof findCredential>>>;
}

async function* packOne(db: Db, { recordId, bundle, at, claims, ...packing }: Found): AsyncGenerator<ZipFile> {
  const { signer, writer, now } = packing;
  const proven = verifyBundle(bundle, undefined);
  if (isFault(proven))
    throw new Error(`The evidence of record ${recordId} does not hold: run \`npm run attune -- verify\`.`);
  const { code, course } = proven.entry;
  yield textFile(packPlaces.record(code), bundle);
  let isDrawn = false;
  for await (const { pdf, hash } of openDrawn(db, { ...packing, recordIds: [recordId] })) {
    isDrawn = proven.artifacts.includes(hash);
    if (isDrawn) yield { name: packPlaces.certificate(code), bytes: await attachProof(db, { recordId, pdf }) };
  }
  yield* packCredential(db, { ...packing, claims, position: proven.number - 1 });
  const release = await findRelease(db, course.release);
  const { text } = await keepSyllabus(db, { release, now });
  yield textFile(packPlaces.release(release.hash, "syllabus.txt"), text);
  yield* packLog(db, at);
  const withoutCertificate = isDrawn ? [] : [code];
  const facts = { madeAt: now.toISOString(), records: 1, withoutCertificate, size: at.size, isOwn: true };
  yield textFile(packPlaces.readme, writer.readme({ ...facts, signer: `${signer.name}+${signer.id}` }));
}

async function* packCredential(
  db: Db,
  {
    claims,
    position,
    credentials,
    provider,
    now,
  }: Pick<Found, "claims" | "credentials" | "provider" | "now"> & { position: number },
): AsyncGenerator<ZipFile> {
  const { list } = placeInLists(position);
  const encoded = (await encodeStatusList(db, list)) ?? "";
  yield textFile(packPlaces.credential, await credentials.sign(claims));
  yield textFile(
    packPlaces.status(list),
    await credentials.sign(statusListClaims({ ...provider, list, encoded, now })),
  );
  yield textFile(packPlaces.credentialKeys, `${JSON.stringify({ keys: credentials.published() }, null, 2)}\n`);
}
