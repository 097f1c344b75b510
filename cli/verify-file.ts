import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import type { JWK } from "jose";
import { verifyCertificate } from "#app/domain/certificate/proof.ts";
import { verifyBadge } from "#app/domain/credential/badge.ts";
import { verifyCredential } from "#app/domain/credential/verification.ts";
import { verifyBundle } from "#app/domain/evidence/bundle.ts";
import { readVerifierKey } from "#app/domain/evidence/note.ts";
import { readKeys, verifyPack } from "#app/domain/evidence/pack/verification.ts";
import { type Fault, fault, isFault } from "#app/domain/evidence/verification/fault.ts";
import { now } from "#app/platform/clock.ts";
import { credentialKeys } from "#app/platform/credential-key.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { Unfit } from "#app/platform/settings.ts";
import type { ZipSource } from "#app/platform/zip.ts";
import { tell, writeReport } from "./command.ts";
import { type FileKind, kindOf, kindsInWords } from "./file-kinds.ts";
import { type Found, judge } from "./verdict.ts";

/** What a file is verified by beside itself, as the command line names it: files, each of them optional. */
export interface Beside {
  /** The practice's public keys: each file has lines as in evidence.pub, or a JWK set. */
  keys?: string[] | undefined;
  /** The status list that a credential names. */
  status?: string | undefined;
  /** The bundle of a certificate that carries no proof, or of a later day than the one it carries. */
  bundle?: string | undefined;
}

/**
 * Verifies one file with neither database nor network: by the public keys given, else by those of the keys folder, else
 * by those that the file brings, which is then said. Names the first bad thing. Answers with one of `exitCodes`.
 */
export async function verifyFile(file: string, { json, ...beside }: Beside & { json: string | undefined }) {
  const trust = readTrust(beside.keys);
  const found = await look(file, { ...beside, ...trust, now: now() });
  const { lines, code } = isFault(found) ? { lines: [], code: tell(found) } : judge(found, now());
  for (const line of lines) console.log(line);
  writeReport(json, { ...(isFault(found) ? found : { kind: found.kind, ...found.proven }), code });
  return code;
}

interface Trust {
  /** Of the log; undefined where nobody here knows any. */
  known: string[] | undefined;
  /** Of credentials. */
  issuer: JWK[];
}

type Asked = Beside & Trust & { now: Date };

/** What a file proves by these keys, or the first bad thing in it. */
export async function look(file: string, asked: Asked): Promise<Found | Fault> {
  const kind = kindOf(file);
  if (!kind)
    return fault("the file", `is none that Attune knows, or its beginning was changed; it takes ${kindsInWords()}`);
  return looks[kind](file, asked);
}

const looks: Record<FileKind, (file: string, asked: Asked) => Promise<Found | Fault>> = {
  pack: async (file, { known, now }) => {
    const proven = await fromOpened(file, (source) => verifyPack(source, { known, now }));
    return isFault(proven) ? proven : { kind: "pack", proven };
  },
  certificate: async (file, { known, bundle }) => {
    const beside = bundle === undefined ? undefined : readFileSync(bundle, "utf8");
    const proven = verifyCertificate(readFileSync(file), { beside, known });
    // Who brings a bundle asks for its day.
    return isFault(proven) ? proven : { kind: bundle === undefined ? "certificate" : "bundle", proven };
  },
  bundle: async (file, { known }) => {
    const proven = verifyBundle(readFileSync(file, "utf8"), known);
    return isFault(proven) ? proven : { kind: "bundle", proven };
  },
  badge: async (file, asked) => {
    const proven = await verifyBadge(readFileSync(file, "utf8"), trustOf(asked));
    return isFault(proven) ? proven : { kind: "credential", proven };
  },
  credential: async (file, asked) => {
    const proven = await verifyCredential(readFileSync(file, "utf8").trimEnd(), trustOf(asked));
    return isFault(proven) ? proven : { kind: "credential", proven };
  },
};

function trustOf({ issuer, known, status, now }: Asked) {
  if (issuer.length === 0)
    throw new Unfit(
      "A credential is verified by its issuer's keys: save what the practice shows at /credentials/keys, and say `verify FILE --key KEYS`.",
    );
  const list = status === undefined ? undefined : readFileSync(status, "utf8").trimEnd();
  return { keys: issuer, logKeys: known, status: list, now };
}

/** What was given goes before what is in the folder of keys; who gives a credential's keys alone, pins none of the log. */
function readTrust(files: string[] = []): Trust {
  if (files.length === 0) return { known: evidenceKeys().known(), issuer: credentialKeys().published() };
  const given = files.map(readGiven);
  const known = given.flatMap((one) => one.known ?? []);
  const issuer = given.flatMap((one) => one.issuer ?? []);
  return {
    known: known.length > 0 ? known : undefined,
    issuer: given.some((one) => one.issuer) ? issuer : credentialKeys().published(),
  };
}

function readGiven(file: string): Partial<Trust> {
  const text = readFileSync(file, "utf8");
  const issuer = readKeys(text);
  if (issuer) return { issuer };
  const known = text.split("\n").filter(Boolean);
  if (known.length === 0 || !known.every((line) => readVerifierKey(line)))
    throw new Unfit(`${file} holds no public keys: it is to be an evidence.pub, or what /credentials/keys shows.`);
  return { known };
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
