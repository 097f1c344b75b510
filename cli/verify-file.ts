import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import type { JWK } from "jose";
import { verifyCertificate } from "#app/domain/certificate/proof.ts";
import { type ProvenCredential, verifyCredential } from "#app/domain/credential/verification.ts";
import { type Proven, verifyBundle } from "#app/domain/evidence/bundle.ts";
import { readVerifierKey } from "#app/domain/evidence/note.ts";
import { type ProvenPack, readKeys, verifyPack } from "#app/domain/evidence/pack/verification.ts";
import { type Fault, fault, isFault } from "#app/domain/evidence/verification/fault.ts";
import { now } from "#app/platform/clock.ts";
import { credentialKeys } from "#app/platform/credential-key.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { Unfit } from "#app/platform/settings.ts";
import type { ZipSource } from "#app/platform/zip.ts";
import { tell, writeReport } from "./command.ts";

/** What a file is verified by beside itself, as the command line names it: files, each of them optional. */
export interface Beside {
  /** The practice's public keys: lines as in evidence.pub, or a JWK set. */
  key?: string | undefined;
  /** The status list that a credential names. */
  status?: string | undefined;
  /** The bundle of a certificate that carries no proof. */
  bundle?: string | undefined;
}

/** What a file begins with that is verified alone. */
const kinds = { pack: "PK\u0003\u0004", certificate: "%PDF", bundle: "{", credential: "eyJ" };

/** Which kind of evidence a file is; undefined for one that is none. */
export function kindOf(file: string): keyof typeof kinds | undefined {
  const head = startOf(file);
  return (["pack", "certificate", "bundle", "credential"] as const).find((kind) => head.startsWith(kinds[kind]));
}

/**
 * Verifies one file with neither database nor network: by the public keys given, else by those of the keys folder, else
 * by those that the file brings, which is then said. Fails at the first bad thing and names it.
 */
export async function verifyFile(file: string, { json, ...beside }: Beside & { json: string | undefined }) {
  const trust = readTrust(beside.key);
  const found = await look(file, { ...beside, ...trust });
  writeReport(json, found);
  if (isFault(found)) return tell(found);
  for (const line of describe(found)) console.log(line);
  return 0;
}

interface Trust {
  /** Of the log; undefined where nobody here knows any. */
  known: string[] | undefined;
  /** Of credentials. */
  issuer: JWK[];
}

type Found = Proven | ProvenPack | ProvenCredential;

/** What a file proves by these keys, or the first bad thing in it. */
export async function look(file: string, { known, issuer, status, bundle }: Beside & Trust): Promise<Found | Fault> {
  const kind = kindOf(file);
  if (!kind) return fault("the file", "is no evidence that is known here, or its beginning was changed");
  if (kind === "pack") return fromOpened(file, (source) => verifyPack(source, { known, now: now() }));
  if (kind === "certificate")
    return verifyCertificate(readFileSync(file), { beside: bundle && readFileSync(bundle, "utf8"), known });
  if (kind === "bundle") return verifyBundle(readFileSync(file, "utf8"), known);
  if (issuer.length === 0)
    throw new Unfit(
      "A credential is verified by its issuer's keys: save what the practice shows at /credentials/keys, and say `verify FILE --key KEYS`.",
    );
  const list = status === undefined ? undefined : readFileSync(status, "utf8").trimEnd();
  return verifyCredential(readFileSync(file, "utf8").trimEnd(), {
    keys: issuer,
    logKeys: known,
    status: list,
    now: now(),
  });
}

function readTrust(key: string | undefined): Trust {
  if (key === undefined) return { known: evidenceKeys().known(), issuer: credentialKeys().published() };
  const text = readFileSync(key, "utf8");
  const issuer = readKeys(text);
  if (issuer) return { known: undefined, issuer };
  const lines = text.split("\n").filter(Boolean);
  if (lines.length === 0 || !lines.every((line) => readVerifierKey(line)))
    throw new Unfit(`${key} holds no public keys: it is to be an evidence.pub, or what /credentials/keys shows.`);
  return { known: lines, issuer: credentialKeys().published() };
}

/** Only the parts that are asked for are ever held. */
async function fromOpened<T>(file: string, work: (source: ZipSource) => Promise<T>): Promise<T> {
  const handle = openSync(file, "r");
  const read = (at: number, length: number) => {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, fstatSync(handle).size - at)));
    return at < 0 ? Buffer.alloc(0) : bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, at));
  };
  try {
    return await work({ length: fstatSync(handle).size, read });
  } finally {
    closeSync(handle);
  }
}

function startOf(file: string): string {
  const handle = openSync(file, "r");
  const bytes = Buffer.alloc(4);
  const length = readSync(handle, bytes, 0, 4, 0);
  closeSync(handle);
  return bytes.toString("latin1", 0, length);
}

function describe(found: Found): string[] {
  if ("entry" in found) return describeRecord(found);
  return "files" in found ? describePack(found) : describeCredential(found);
}

function describePack({ madeAt, files, records, certificates, credentials, size, signer, isKnown }: ProvenPack) {
  return [
    `good  an evidence pack of ${madeAt}, ${files} files, each as it was signed`,
    `good  ${records} records in a log that was signed with ${size} entries, ${certificates} certificates, ${credentials} credentials`,
    signedBy(signer, isKnown),
  ];
}

function describeCredential({ title, issuer, awardedAt, number, log, holds }: ProvenCredential): string[] {
  return [
    `good  ${title}, issued by ${issuer}, awarded ${awardedAt}, signed by a key of its issuer`,
    log
      ? `good  it names entry ${number} of a log that ${log.signer} signed with ${log.size} entries`
      : `note  it names entry ${number} of a log whose keys are not known here`,
    holds === null ? "note  without its status list nobody can tell whether it was revoked: --status FILE" : "",
    holds === true ? "good  its status list says that it holds" : "",
    holds === false ? "note  REVOKED or SUPERSEDED, as its status list says" : "",
  ].filter(Boolean);
}

function describeRecord({ entry, person, number, size, signer, isKnown, revokedAt, supersededAt }: Proven): string[] {
  const { course, completedAt, credit, code } = entry;
  const hours = `${credit.hours} ${credit.unit}${credit.hours === 1 ? "" : "s"}`;
  return [
    `good  record ${code}: ${course.title} ${course.version}, ${hours}, completed ${completedAt}`,
    `good  ${person ? `issued to ${person.name}` : "the person's part was withdrawn"}`,
    `good  entry ${number} of a log that was signed with ${size} entries`,
    signedBy(signer, isKnown),
    ...(revokedAt ? [`note  REVOKED on ${revokedAt}`] : []),
    ...(supersededAt ? [`note  SUPERSEDED on ${supersededAt} by a later record`] : []),
  ];
}

function signedBy(signer: string, isKnown: boolean): string {
  return isKnown
    ? `good  signed by ${signer}, a key known here`
    : `note  signed by ${signer}, which NOTHING HERE PINS: compare it with the practice, or say --key FILE`;
}
