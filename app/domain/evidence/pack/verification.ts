import type { JWK } from "jose";
import { z } from "zod";
import { readZip, readZipped, type ZipEntry, type ZipSource } from "#app/platform/zip.ts";
import { verifyCertificate } from "../../certificate/proof.ts";
import { placeInLists } from "../../credential/shape.ts";
import { verifyCredential } from "../../credential/verification.ts";
import { type Proven, verifyBundle } from "../bundle.ts";
import { openCheckpoint } from "../checkpoint.ts";
import { readVerifierKey } from "../note.ts";
import { type Fault, fault, isFault } from "../verification/fault.ts";
import { fileHash, type Manifest, manifestName, openManifest } from "./manifest.ts";
import { packPlaces } from "./places.ts";
import { type RegisterRow, registerRowOf, writeRegister } from "./register.ts";

/** What a pack proves. */
export interface ProvenPack {
  madeAt: string;
  files: number;
  records: number;
  certificates: number;
  credentials: number;
  /** The records in it that no longer stood at a time, by their codes: when it was made, or the log last signed by then. */
  ended: EndedRecord[];
  asOf: string;
  /** Whether its status list says of a record that it ended, and the record's signed status does not yet. */
  isEndedSince: boolean;
  /** Where to ask what came later: the practice's address; "" for a pack without records. */
  address: string;
  /** How many entries the log had. */
  size: number;
  signer: string;
  /** Whether the key that signed it is known here. */
  isKnown: boolean;
}

/** A record that was revoked or replaced, and when. */
export interface EndedRecord {
  code: string;
  state: "revoked" | "replaced";
  at: string;
}

/**
 * Verifies an evidence pack by itself: that it is to the byte what was signed, by one of the keys known here or else one
 * that it brings; and that each record in it stands in the log, each certificate is the one that was drawn, each
 * credential holds together, and the register says what the records say.
 */
export async function verifyPack(
  source: ZipSource,
  { known, now }: { known: string[] | undefined; now: Date },
): Promise<ProvenPack | Fault> {
  const entries = readZip(source);
  if (!entries) return fault("the archive", "is not written as a pack is: it was changed or cut");
  const files = new Map(entries.map((entry) => [entry.name, entry]));
  const pack = new Pack(source, files);
  const brought = linesOf(pack.text(packPlaces.logKeys));
  const manifest = openManifest(
    pack.text(manifestName),
    [...(known ?? []), ...brought].flatMap((key) => readVerifierKey(key) ?? []),
  );
  if (!manifest) return fault(manifestName, "is not signed by a key of the log, or was changed");
  const changed = judgeFiles(pack, entries, manifest);
  if (changed) return changed;
  const checkpoint = openCheckpoint(
    pack.text(packPlaces.checkpoint),
    brought.flatMap((key) => readVerifierKey(key) ?? []),
  );
  if (!checkpoint) return fault(packPlaces.checkpoint, "is not signed by a key of the log");
  const found = await judgeRecords(pack, { keys: brought, now });
  if (isFault(found)) return found;
  const { madeAt, signer } = manifest;
  const { asOf, ...counts } = found;
  return {
    madeAt,
    files: manifest.files.length,
    ...counts,
    asOf: asOf ?? madeAt,
    size: checkpoint.size,
    signer: `${signer.name}+${signer.id}`,
    isKnown: known?.includes(signer.text) ?? false,
  };
}

/** The files of a pack, one read at a time. */
class Pack {
  private readonly source: ZipSource;
  private readonly files: Map<string, ZipEntry>;

  constructor(source: ZipSource, files: Map<string, ZipEntry>) {
    this.source = source;
    this.files = files;
  }

  bytes(name: string): Buffer | undefined {
    const entry = this.files.get(name);
    return entry && readZipped(this.source, entry);
  }

  /** Empty for a file that is not there or not whole. */
  text(name: string): string {
    return this.bytes(name)?.toString("utf8") ?? "";
  }

  has(name: string): boolean {
    return this.files.has(name);
  }

  /** What stands between the folder and the ending, of each file in a folder. */
  *in(folder: string, ending: string): Generator<string> {
    for (const name of this.files.keys())
      if (name.startsWith(folder) && name.endsWith(ending)) yield name.slice(folder.length, -ending.length);
  }
}

function judgeFiles(pack: Pack, entries: ZipEntry[], { files }: Manifest): Fault | undefined {
  const names = entries.map(({ name }) => name);
  const listed = [...files.map(({ name }) => name), manifestName];
  const odd = names.findIndex((name, at) => name !== listed[at]);
  if (odd >= 0 || names.length !== listed.length)
    return fault(names[odd] ?? listed[names.length] ?? "the archive", "is not where the manifest lists it");
  for (const { name, hash } of files) {
    const bytes = pack.bytes(name);
    if (!bytes || fileHash(bytes) !== hash) return fault(name, "is not the file that was signed: it was changed");
  }
  return undefined;
}

type Counted = "records" | "certificates" | "credentials" | "ended" | "address" | "isEndedSince";

async function judgeRecords(
  pack: Pack,
  { keys, now }: { keys: string[]; now: Date },
): Promise<(Pick<ProvenPack, Counted> & { asOf: string | undefined }) | Fault> {
  const rows: RegisterRow[] = [];
  const ended: EndedRecord[] = [];
  let [address, asOf]: [string, string | undefined] = ["", undefined];
  let certificates = 0;
  for (const code of pack.in(packPlaces.records, ".json")) {
    const text = pack.text(packPlaces.record(code));
    const proven = verifyBundle(text, keys);
    if (isFault(proven)) return { ...proven, where: `${packPlaces.record(code)}: ${proven.where}` };
    if (!proven.isKnown) return fault(packPlaces.record(code), "is signed by a key that the pack does not bring");
    if (proven.entry.code !== code) return fault(packPlaces.record(code), "is of another record");
    const bad = judgeDrawing(pack, { code, text, keys });
    if (bad) return bad;
    certificates += pack.has(packPlaces.certificate(code)) ? 1 : 0;
    rows.push(registerRowOf(proven));
    ended.push(...endOf(proven));
    address = proven.entry.provider.address;
    if (proven.statusSigner) asOf = proven.asOf;
  }
  if (pack.has(packPlaces.register) && pack.text(packPlaces.register) !== writeRegister(rows))
    return fault(packPlaces.register, "does not say what the records say");
  const stray = [...pack.in(packPlaces.certificates, ".pdf")].find((code) => !pack.has(packPlaces.record(code)));
  if (stray) return fault(packPlaces.certificate(stray), "is of no record in the pack");
  const credential = await judgeCredential(pack, { keys, rows, now });
  if (isFault(credential)) return credential;
  return { records: rows.length, certificates, ...credential, ended, address, asOf };
}

/** The graver state hides the other, as the register has it. */
function endOf({ entry: { code }, revokedAt, supersededAt }: Proven): EndedRecord[] {
  if (revokedAt !== null) return [{ code, state: "revoked", at: revokedAt }];
  return supersededAt === null ? [] : [{ code, state: "replaced", at: supersededAt }];
}

function judgeDrawing(pack: Pack, { code, text, keys }: { code: string; text: string; keys: string[] }) {
  const name = packPlaces.certificate(code);
  const pdf = pack.bytes(name);
  const found: Proven | Fault | undefined = pdf && verifyCertificate(pdf, { beside: text, known: keys });
  if (!found) return undefined;
  if (isFault(found)) return { ...found, where: `${name}: ${found.where}` };
  return found.isKnown ? undefined : fault(name, "is signed by a key that the pack does not bring");
}

/**
 * The credential beside the one record of a learner's pack. What its status list says, the record's signed status must
 * say too; but a record that ended after the log was last signed may stand in the list alone.
 */
async function judgeCredential(
  pack: Pack,
  { keys: logKeys, rows, now }: { keys: string[]; rows: RegisterRow[]; now: Date },
): Promise<Pick<ProvenPack, "credentials" | "isEndedSince"> | Fault> {
  if (!pack.has(packPlaces.credential)) return { credentials: 0, isEndedSince: false };
  const keys = readKeys(pack.text(packPlaces.credentialKeys));
  if (!keys) return fault(packPlaces.credentialKeys, "holds no keys");
  const [row] = rows;
  const place = packPlaces.status(placeInLists((row?.number ?? 1) - 1).list);
  const status = pack.text(place);
  const found = await verifyCredential(pack.text(packPlaces.credential), { keys, logKeys, status, now });
  if (isFault(found)) return { ...found, where: `${packPlaces.credential}: ${found.where}` };
  if (found.number !== row?.number) return fault(packPlaces.credential, "is of another record");
  if (found.holds === true && row.state !== "holds")
    return fault(place, `says that record ${row.code} holds, and its signed status says that it was ${row.state}`);
  return { credentials: 1, isEndedSince: found.holds === false && row.state === "holds" };
}

const keysShape = z.object({ keys: z.array(z.object({ kty: z.literal("RSA"), n: z.string(), e: z.string() })) });

/** A JWK set as it is published; undefined for what is none. */
export function readKeys(text: string): JWK[] | undefined {
  try {
    const read = keysShape.safeParse(JSON.parse(text));
    return read.success ? read.data.keys : undefined;
  } catch {
    return undefined;
  }
}

function linesOf(text: string): string[] {
  return text.split("\n").filter(Boolean);
}
