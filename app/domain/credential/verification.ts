import { gunzipSync } from "node:zlib";
import { errors, importJWK, type JWK, jwtVerify } from "jose";
import { z } from "zod";
import { openCheckpoint } from "../evidence/checkpoint.ts";
import { readVerifierKey } from "../evidence/note.ts";
import { type Fault, fault, isFault } from "../evidence/verification/fault.ts";
import { listLength, statusDays } from "./shape.ts";

/** What a credential proves. */
export interface ProvenCredential {
  /** The title as the certificate prints it. */
  title: string;
  issuer: string;
  awardedAt: string;
  /** In the log, counted from one. */
  number: number;
  /** The log that it names, as it was signed; null where it names none, or nobody here knows that log's keys. */
  log: { signer: string; size: number } | null;
  /** Whether its status list says that it holds; null without the list. */
  holds: boolean | null;
  /** Of when that list is and until when it may be told from; null without it. */
  status: StatusAge | null;
  /** Where the credential's own validity is over: its last moment. */
  expiredAt: string | null;
}

/** How old a status list is: a later revocation stands in none of before. */
export interface StatusAge {
  asOf: string;
  until: string;
  isPast: boolean;
}

/** What a credential is verified by. */
export interface CredentialTrust {
  /** The issuer's public keys, as a JWK set has them. */
  keys: JWK[];
  /** The keys of the evidence log; undefined where nobody knows them. */
  logKeys: string[] | undefined;
  /** The status list that it names, as it was published. */
  status?: string | undefined;
  now: Date;
}

/**
 * Verifies an Open Badges credential of ours without a network: its signature by the issuer's keys, its dates, its place
 * in the log and the checkpoint that it carries, and what its status list says, where that is there.
 */
export async function verifyCredential(text: string, trust: CredentialTrust): Promise<ProvenCredential | Fault> {
  const { keys, logKeys, status, now } = trust;
  const opened = await openToken(text, { what: "the credential", keys, now });
  if (isFault(opened)) return opened;
  const read = credentialShape.safeParse(opened);
  if (!read.success) return fault("the credential", "is not one of an evidence log");
  const { name, issuer, jti, id, iss, credentialStatus: place, evidence, ...dates } = read.data;
  const { awardedDate, validFrom, validUntil } = dates;
  if (iss !== issuer.id || jti !== id) return fault("the credential", "contradicts itself about who issued it");
  if (Date.parse(awardedDate) > Date.parse(validFrom))
    return fault("the credential", "was awarded after it was issued");
  const list = placeOf(place);
  if (!list) return fault("the credential", "names no place in a status list");
  const position = list.number * listLength + list.index;
  const log = judgeLog(evidence?.[0]?.narrative, { logKeys, position });
  if (log && isFault(log)) return log;
  const asked = { place, index: list.index, iss, validFrom, keys, now };
  const listed = status === undefined ? null : await readStatus(status, asked);
  if (listed && isFault(listed)) return listed;
  const { holds = null, ...age } = listed ?? {};
  return {
    ...{ title: name, issuer: issuer.name, awardedAt: awardedDate, number: position + 1, log, holds },
    status: "asOf" in age ? age : null,
    expiredAt: validUntil !== undefined && Date.parse(validUntil) < now.getTime() ? validUntil : null,
  };
}

const party = z.object({ id: z.string(), name: z.string() });
const credentialShape = z.object({
  id: z.string(),
  jti: z.string(),
  iss: z.string(),
  name: z.string(),
  issuer: party,
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime().optional(),
  awardedDate: z.iso.datetime(),
  credentialStatus: z.object({
    statusPurpose: z.literal("revocation"),
    statusListIndex: z.string().regex(/^(0|[1-9]\d{0,5})$/),
    statusListCredential: z.string(),
  }),
  evidence: z.array(z.object({ narrative: z.string() })).optional(),
});
const listShape = z.object({
  id: z.string(),
  iss: z.string(),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime().optional(),
  credentialSubject: z.object({
    type: z.literal("BitstringStatusList"),
    statusPurpose: z.literal("revocation"),
    encodedList: z.string().regex(/^u[\w-]+$/),
  }),
});

type Place = z.output<typeof credentialShape>["credentialStatus"];

/** Only as it was written: a signature of some last bits more or less would else be the same. */
async function openToken(
  text: string,
  { what, keys, now }: { what: string; keys: JWK[]; now: Date },
): Promise<object | Fault> {
  const parts = text.split(".");
  const isWhole =
    parts.length === 3 && parts.every((part) => Buffer.from(part, "base64url").toString("base64url") === part);
  if (!isWhole) return fault(what, "is no signed token, or was changed");
  try {
    return await payloadBy(text, keys, now);
  } catch (error) {
    const isEarly = error instanceof errors.JWTClaimValidationFailed;
    return fault(what, isEarly ? "is dated later than now" : "is not signed by one of the keys given");
  }
}

/** By the key among these that signed it, whatever it is called. */
async function payloadBy(text: string, keys: JWK[], now: Date): Promise<object> {
  let last: unknown = new Error("There is no key.");
  for (const { kty, n, e } of keys) {
    try {
      const key = await importJWK({ kty, n, e }, algorithm);
      return (await jwtVerify(text, key, { algorithms: [algorithm], currentDate: now, clockTolerance: 300 })).payload;
    } catch (error) {
      if (!(last instanceof errors.JWTClaimValidationFailed)) last = error;
    }
  }
  throw last;
}

/** The least that every reader of Open Badges 3.0 must take. */
const algorithm = "RS256";

function placeOf({ statusListIndex, statusListCredential }: Place) {
  const number = /\/(0|[1-9]\d{0,5})$/.exec(statusListCredential)?.[1];
  const index = Number(statusListIndex);
  return number === undefined || index >= listLength ? undefined : { number: Number(number), index };
}

function judgeLog(
  note: string | undefined,
  { logKeys, position }: { logKeys: string[] | undefined; position: number },
): ProvenCredential["log"] | Fault {
  if (!note || !logKeys) return null;
  const keys = logKeys.flatMap((key) => readVerifierKey(key) ?? []);
  const checkpoint = openCheckpoint(note, keys);
  if (!checkpoint) return fault("the checkpoint in the credential", "is not signed by a key of the log");
  if (checkpoint.size <= position) return fault("the checkpoint in the credential", "is from before its record");
  return { signer: `${checkpoint.signer.name}+${checkpoint.signer.id}`, size: checkpoint.size };
}

interface ListAsked {
  place: Place;
  index: number;
  iss: string;
  /** Of the credential. */
  validFrom: string;
  keys: JWK[];
  now: Date;
}

async function readStatus(
  text: string,
  { place, index, iss, validFrom, keys, now }: ListAsked,
): Promise<({ holds: boolean } & StatusAge) | Fault> {
  const opened = await openToken(text, { what: "the status list", keys, now });
  if (isFault(opened)) return opened;
  const read = listShape.safeParse(opened);
  if (!read.success || read.data.id !== place.statusListCredential || read.data.iss !== iss)
    return fault("the status list", "is not the one that the credential names");
  const { validFrom: asOf, credentialSubject } = read.data;
  if (Date.parse(asOf) > now.getTime() + slack) return fault("the status list", "is dated later than now");
  // By one clock, in whole seconds.
  if (Date.parse(asOf) < Date.parse(validFrom) - 1_000)
    return fault("the status list", "is from before the credential, of which it can say nothing");
  const byte = unpack(credentialSubject.encodedList)?.[index >> 3];
  if (byte === undefined) return fault("the status list", "is shorter than it must be");
  const until = read.data.validUntil ?? new Date(Date.parse(asOf) + statusDays * 24 * 60 * 60_000).toISOString();
  return { holds: (byte & (128 >> (index & 7))) === 0, asOf, until, isPast: Date.parse(until) < now.getTime() };
}

/** How far two clocks may differ, in milliseconds. */
const slack = 300_000;

function unpack(encoded: string): Buffer | undefined {
  try {
    return gunzipSync(Buffer.from(encoded.slice(1), "base64url"), { maxOutputLength: listLength });
  } catch {
    return undefined;
  }
}
