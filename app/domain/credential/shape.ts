import { endOfDay } from "../calendar.ts";
import { plainLook, printedTitle, type RecordEntry } from "../completion-record/entry.ts";
import { achievementId, credentialAddresses } from "./addresses.ts";

const contexts = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/** Who issues, as an Open Badges profile. */
export function issuerProfile({ url, name }: { url: string; name: string }) {
  return { id: credentialAddresses(url).issuer, type: ["Profile"], name, url };
}

/** A release as an Open Badges achievement; under a neutral title it says nothing of what the course is about. */
export function achievementOf(entry: Pick<RecordEntry, "course" | "look" | "provider">, criteria: string) {
  const { course, provider, look = plainLook } = entry;
  const title = printedTitle(entry);
  const isFull = look.title === "full";
  return {
    id: credentialAddresses(provider.address).achievement(achievementId(course.release, look.title)),
    type: ["Achievement"],
    achievementType: "Course",
    name: title,
    description: isFull ? course.summary : `${title}, release ${course.version}.`,
    criteria: { narrative: criteria },
    inLanguage: isFull ? course.language : "en-GB",
    version: course.version,
  };
}

interface Attested {
  recordId: string;
  entry: RecordEntry;
  issuedAt: string;
  /** The name on the record, hashed with a salt of its own as Open Badges hash an identity. */
  identity: { hash: string; salt: string };
  /** Where the record stands in the log: its place in the status lists. */
  position: number;
  /** The log as it was first signed with the record. */
  checkpoint: string | null;
  /** What the release asked for (criteria.ts). */
  criteria: string;
}

/**
 * A record as an Open Badges 3.0 credential (1EdTech, 2024; W3C Verifiable Credentials 2.0) in the claims of a JWT. It
 * names its holder by a salted hash alone: who is shown the name can check it, and nobody else learns it.
 */
export function credentialClaims({ recordId, entry, issuedAt, identity, position, ...attested }: Attested) {
  const { checkpoint, criteria } = attested;
  const url = entry.provider.address;
  const addresses = credentialAddresses(url);
  const { list, index } = placeInLists(position);
  const id = `urn:uuid:${recordId}`;
  const log = { type: ["Evidence"], name: "Evidence log", narrative: checkpoint ?? "" };
  const issued = Math.floor(Date.parse(issuedAt) / 1000);
  return {
    "@context": contexts,
    id,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: printedTitle(entry),
    issuer: issuerProfile({ url, name: entry.provider.name }),
    validFrom: issuedAt,
    ...(entry.validity ? { validUntil: endOfDay(entry.validity.expiresOn, entry.zone).toISOString() } : {}),
    awardedDate: entry.completedAt,
    credentialSubject: {
      type: ["AchievementSubject"],
      identifier: [
        {
          type: "IdentityObject",
          identityType: "name",
          hashed: true,
          identityHash: `sha256$${identity.hash}`,
          salt: identity.salt,
        },
      ],
      creditsEarned: entry.credit.hours,
      achievement: achievementOf(entry, criteria),
    },
    credentialStatus: {
      id: `${addresses.status(list)}#${index}`,
      type: "BitstringStatusListEntry",
      statusPurpose: "revocation",
      statusListIndex: String(index),
      statusListCredential: addresses.status(list),
    },
    ...(checkpoint ? { evidence: [log] } : {}),
    iss: addresses.issuer,
    jti: id,
    nbf: issued,
    iat: issued,
  };
}

/** How many records one list holds: the least that keeps each hidden among the others (W3C Bitstring Status List, 6.1). */
export const listLength = 131_072;

export function placeInLists(position: number): { list: number; index: number } {
  return { list: Math.floor(position / listLength), index: position % listLength };
}

/** For how many days a status list may be told from: whoever holds an older one asks for a newer (validUntil). */
export const statusDays = 7;

/** A status list as a credential: a set bit is a record that was revoked or replaced. */
export function statusListClaims({
  url,
  name,
  list,
  encoded,
  now,
}: {
  url: string;
  name: string;
  list: number;
  encoded: string;
  now: Date;
}) {
  const address = credentialAddresses(url).status(list);
  return {
    "@context": contexts.slice(0, 1),
    id: address,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: issuerProfile({ url, name }),
    validFrom: now.toISOString(),
    validUntil: new Date(now.getTime() + statusDays * 24 * 60 * 60_000).toISOString(),
    credentialSubject: {
      id: `${address}#list`,
      type: "BitstringStatusList",
      statusPurpose: "revocation",
      encodedList: encoded,
    },
    iss: credentialAddresses(url).issuer,
    jti: address,
    iat: Math.floor(now.getTime() / 1000),
  };
}
