import { createHmac, hash } from "node:crypto";
import { z } from "zod";
import type { RecordEntry } from "../completion-record/entry.ts";
import { type EnteredRecord, type EntryBody, recordOf } from "./body.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { leafHashOf, rootByInclusion } from "./merkle.ts";
import { readVerifierKey, type VerifierKey } from "./note.ts";
import { readProof } from "./proof.ts";
import { openStatus, type RecordStatus } from "./status.ts";
import { type Fault, fault, isFault } from "./verification/fault.ts";

/**
 * One record with all that it takes to verify it anywhere: the entries of the log that speak of it, the first of them
 * that by which it entered, each with its proof; the record's own entry; the person's part, unless it was withdrawn;
 * and the public key that signed the log. From format 2 on, the signed status (status.ts) says that these are all the
 * entries of the record, with the key that signed that; format 1, which a certificate has attached, tells how the record
 * stood when the last of its entries was made. Texts are kept as texts, since they are hashed to the byte.
 */
const parts = {
  entries: z.array(z.strictObject({ body: z.string(), proof: z.string() })).min(1),
  record: z.string(),
  person: z.strictObject({ licences: z.string(), name: z.string(), salt: z.string() }).nullable(),
  key: z.string(),
};
const bundleShape = z.discriminatedUnion("format", [
  z.strictObject({ format: z.literal(1), ...parts }),
  z.strictObject({ format: z.literal(2), ...parts, status: z.strictObject({ note: z.string(), key: z.string() }) }),
]);

export type Bundle = z.output<typeof bundleShape>;

/** What a bundle proves. */
export interface Proven {
  entry: RecordEntry;
  person: { name: string; licences: { type: string; number: string; jurisdiction: string }[] } | null;
  /** In the log, counted from one. */
  number: number;
  /** How many entries the log had when it was signed. */
  size: number;
  /** Who signed it, as `<name>+<id>`, and whether that key is known here. */
  signer: string;
  isKnown: boolean;
  issuedAt: string;
  revokedAt: string | null;
  supersededAt: string | null;
  /** Of which time all this is, and who signed that the log held nothing more of the record by then; null for nobody. */
  asOf: string;
  statusSigner: string | null;
  /** What was drawn for it, by the SHA-256 of its bytes as base64url. */
  artifacts: string[];
}

/** A bundle as the one text that it is written as. */
export function writeBundle(bundle: Bundle): string {
  return `${JSON.stringify(bundle, null, 2)}\n`;
}

/**
 * Verifies a bundle by itself: by the key that it brings, which is then one of those known here, or to be compared with
 * what the practice says its key is. Where it is known, so must be that of its status.
 */
export function verifyBundle(text: string, known: string[] | undefined): Proven | Fault {
  const bundle = readBundle(text);
  if (!bundle) return fault("the file", "is no evidence bundle, or was changed");
  const key = readVerifierKey(bundle.key);
  if (!key) return fault("the key of the file", "is none, or was changed");
  const isKnown = known?.includes(bundle.key) ?? false;
  const proven = bundle.entries.map((entry) => prove(entry, key));
  const at = proven.indexOf(undefined);
  if (at >= 0) return fault(`entry ${at + 1} of the file`, "is not in a log that a known key signed");
  const [first, ...later] = proven.filter((one) => one !== undefined);
  const body = first?.body;
  if (!first || !body || (body.kind !== "issue" && body.kind !== "supersede"))
    return fault("entry 1 of the file", "is not the one by which a record enters the log");
  const bad = judgeParts(bundle, body) ?? judgeLater(first, later, body);
  if (bad) return bad;
  const status =
    bundle.format === 2 ? judgeStatus(bundle.status, [first, ...later], isKnown ? known : undefined) : undefined;
  if (status && isFault(status)) return status;
  const { person } = bundle;
  return {
    entry: JSON.parse(bundle.record),
    person: person && { name: person.name, licences: JSON.parse(person.licences) },
    number: first.index + 1,
    size: first.size,
    signer: first.signer,
    isKnown,
    issuedAt: body.issued,
    revokedAt: later.find((one) => one.body.kind === "revoke")?.body.at ?? null,
    supersededAt: later.find((one) => one.body.kind === "supersede")?.body.at ?? null,
    asOf: status?.at ?? lastStood([first, ...later]),
    statusSigner: status?.signer ?? null,
    artifacts: later.flatMap(({ body }) => (body.kind === "artifact" ? body.hash : [])),
  };
}

/** Only what is written as we write it: nobody can put a word more into the file. */
function readBundle(text: string): Bundle | undefined {
  try {
    const read = bundleShape.safeParse(JSON.parse(text));
    return read.success && writeBundle(read.data) === text ? read.data : undefined;
  } catch {
    return undefined;
  }
}

interface InLog {
  body: EntryBody;
  index: number;
  size: number;
  /** As base64. */
  root: string;
  signer: string;
}

function prove({ body, proof: text }: Bundle["entries"][number], key: VerifierKey): InLog | undefined {
  const proof = readProof(text);
  const checkpoint = proof && openCheckpoint(proof.checkpoint, [key]);
  if (!proof || !checkpoint) return undefined;
  const { index, hashes } = proof;
  const { size, signer } = checkpoint;
  const root = rootByInclusion({ leaf: leafHashOf(body), index, size, proof: hashes });
  if (!root?.equals(checkpoint.root)) return undefined;
  const encoded = checkpoint.root.toString("base64");
  return { body: JSON.parse(body), index, size, root: encoded, signer: `${signer.name}+${signer.id}` };
}

function judgeParts({ record, person, entries }: Bundle, body: EnteredRecord): Fault | undefined {
  if (hash("sha256", record, "base64url") !== body.entry)
    return fault("the record", "is not the one that entered the log");
  if (!person) {
    const isSaid = entries.some((entry) => entry.body.includes('"kind":"withdraw"'));
    return isSaid ? undefined : fault("the person's part", "is missing, and the log says nothing of a withdrawal");
  }
  const { name, licences, salt } = person;
  const text = `{"licences":${licences},"name":${JSON.stringify(name)}}`;
  const isTheirs = createHmac("sha256", salt).update(text).digest("base64url") === body.person;
  return isTheirs ? undefined : fault("the person's part", "is not the one that the record was issued with");
}

/** What else the file says must be of this record, in the log's order, and signed with the same size. */
function judgeLater(first: InLog, later: InLog[], of: EnteredRecord): Fault | undefined {
  const stray = later.findIndex(({ body, index, size }, at) => {
    if (size !== first.size || index <= (later[at - 1] ?? first).index) return true;
    if (body.kind === "supersede") return body.replaces !== of.record;
    return body.kind === "issue" || recordOf(body) !== of.record;
  });
  return stray < 0 ? undefined : fault(`entry ${stray + 2} of the file`, "is of another record, or out of its order");
}

/** The file must hold every entry that was signed for, of the log as it was signed, and none more. */
function judgeStatus(
  { note, key: text }: { note: string; key: string },
  entries: InLog[],
  known: string[] | undefined,
): (RecordStatus & { signer: string }) | Fault {
  const key = readVerifierKey(text);
  const status = key && (known?.includes(text) ?? true) ? openStatus(note, [key]) : undefined;
  if (!key || !status) return fault("the status in the file", "is not signed by a key of the log, or was changed");
  const [first] = entries;
  const isOfLog = first?.size === status.size && first.root === status.root && recordOf(first.body) === status.record;
  if (!isOfLog) return fault("the status in the file", "is of another record, or of the log at another time");
  const there = entries.map(({ index }) => index).join(" ");
  return there === status.entries.join(" ")
    ? { ...status, signer: `${key.name}+${key.id}` }
    : fault("the entries of the file", "are not all that the log held of this record: one was taken out or put in");
}

/** A record stands when it enters the log and when a certificate is drawn for it; of a withdrawal nothing follows. */
function lastStood(entries: InLog[]): string {
  return entries.filter(({ body }) => body.kind !== "withdraw").at(-1)?.body.at ?? "";
}
