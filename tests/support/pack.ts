import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { draughtsman } from "#app/certificate/draw.ts";
import { packWriter } from "#app/components/evidence/pack-documents.ts";
import { attachProof } from "#app/domain/certificate/proof.ts";
import { findCertificate } from "#app/domain/certificate.ts";
import { credentialAddresses } from "#app/domain/credential/addresses.ts";
import { bakeBadge } from "#app/domain/credential/badge.ts";
import { statusListClaims } from "#app/domain/credential/shape.ts";
import { encodeStatusList } from "#app/domain/credential/status-list.ts";
import { findCredential } from "#app/domain/credential.ts";
import { exportBundle } from "#app/domain/evidence/export.ts";
import { packOwnEvidence } from "#app/domain/evidence/own-pack.ts";
import { packEvidence } from "#app/domain/evidence/pack.ts";
import { type CredentialKeys, openCredentialKeys } from "#app/platform/credential-key.ts";
import { writeZip } from "#app/platform/zip.ts";
import type { Db } from "#db/open.ts";
import { morning } from "./cast.ts";
import { type Archive, freshArchive, startWith, writeOut } from "./evidence.ts";
import { addHolder } from "./record.ts";
import { url } from "./sitting.ts";

type Holder = Awaited<ReturnType<typeof addHolder>>;

/** A practice whose log is signed, with people who completed and whose certificates were drawn. */
export async function addEvidence(db: Db, names = ["Ada N. Okafor", "Björk Guðmundsdóttir"]) {
  const archive = freshArchive();
  await startWith(db, archive);
  const holders: Holder[] = [];
  for (const name of names) {
    const licences = [{ type: "LMFT", number: "12345", jurisdiction: "California" }];
    const holder = await addHolder(db, { name, licences });
    await writeOut(db, archive);
    await drawn(db, archive, holder);
    holders.push(holder);
  }
  await writeOut(db, archive);
  return { archive, holders, credentials: openCredentialKeys(archive.keysFolder) };
}

/** The certificate of a holder, as it is kept. */
export async function drawn(db: Db, { seals }: Archive, { actor, recordId }: Holder): Promise<Buffer> {
  const own = { personId: actor.id, recordId, ...draughtsman, seals, now: morning };
  const pdf = await findCertificate(db, own);
  if (!pdf) throw new Error("There is no certificate.");
  return pdf;
}

/** The pack of the whole practice, or of what is selected. */
export async function packAll(db: Db, { keys, seals }: Archive, selection = {}): Promise<Buffer> {
  const whole = { courseId: null, from: null, to: null, zone: "Europe/Dublin", ...selection };
  const opener = { ...draughtsman, seals };
  const files = await packEvidence(db, {
    selection: whole,
    ...opener,
    signer: keys.signing(),
    writer: packWriter,
    now: morning,
  });
  if ("refused" in files) throw new Error(files.refused);
  return gather(writeZip(files));
}

/** The pack of one learner's own record. */
export async function packOwn(
  db: Db,
  { archive, credentials }: { archive: Archive; credentials: CredentialKeys },
  { actor, recordId }: Holder,
): Promise<Buffer> {
  const { keys, seals } = archive;
  const files = await packOwnEvidence(db, {
    personId: actor.id,
    recordId,
    ...draughtsman,
    seals,
    signer: keys.signing(),
    credentials: { sign: (claims) => credentials.sign(claims, addresses.keys), published: credentials.published },
    writer: packWriter,
    provider: { url, name: "The practice" },
    now: morning,
  });
  if (!files) throw new Error("There is no pack.");
  return gather(writeZip(files));
}

const addresses = credentialAddresses(url);

/** The first status list as it is published now. */
export async function statusList(
  db: Db,
  { credentials }: { credentials: CredentialKeys },
  now = morning,
): Promise<string> {
  const encoded = (await encodeStatusList(db, 0)) ?? "";
  const claims = statusListClaims({ url, name: "The practice", list: 0, encoded, now });
  return credentials.sign(claims, addresses.keys);
}

/** One record with its signed status, as it is exported. */
export async function bundleOf(db: Db, { keys }: Archive, code: string, now = morning): Promise<string> {
  const signer = keys.signing();
  const bundle = signer && (await exportBundle(db, { code, signer, now }));
  if (bundle === undefined) throw new Error("There is no bundle.");
  return bundle;
}

export type EvidenceFile =
  | "record.json"
  | "certificate.pdf"
  | "kept.pdf"
  | "credential.jwt"
  | "badge.svg"
  | "status.jwt"
  | "evidence.zip"
  | "own.zip";

/** Everything that a file of evidence can be, as files of one folder, and what verifies them. */
export async function writeEvidenceFiles(db: Db, scene: Awaited<ReturnType<typeof addEvidence>>) {
  const { archive, holders, credentials } = scene;
  const [holder] = holders;
  if (!holder) throw new Error("There is nobody.");
  const folder = join(archive.folder, "files");
  mkdirSync(folder);
  const claims = await findCredential(db, { personId: holder.actor.id, recordId: holder.recordId });
  if (!claims) throw new Error("There is no credential.");
  const credential = await credentials.sign(claims, addresses.keys);
  const files: Record<EvidenceFile, Buffer> = {
    "record.json": Buffer.from(await bundleOf(db, archive, holder.code)),
    "certificate.pdf": await attachProof(db, { recordId: holder.recordId, pdf: await drawn(db, archive, holder) }),
    "kept.pdf": await drawn(db, archive, holder),
    "credential.jwt": Buffer.from(credential),
    "badge.svg": Buffer.from(bakeBadge(claims, credential)),
    "status.jwt": Buffer.from(await statusList(db, scene)),
    "evidence.zip": await packAll(db, archive),
    "own.zip": await packOwn(db, scene, holder),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const path = (name: EvidenceFile) => join(folder, name);
  const trust = { known: archive.keys.known(), issuer: credentials.published(), now: morning };
  return { path, trust, folder };
}

/** What comes in parts as one. */
export async function gather(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
