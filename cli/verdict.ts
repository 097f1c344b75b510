import { type Lifetime, lifetimeOf } from "#app/domain/completion-record/validity.ts";
import type { ProvenCredential } from "#app/domain/credential/verification.ts";
import type { Proven } from "#app/domain/evidence/bundle.ts";
import type { ProvenPack } from "#app/domain/evidence/pack/verification.ts";

/** What a file proved, by its kind; a badge is the credential in it, a certificate the record that it is of. */
export type Found =
  | { kind: "bundle" | "certificate"; proven: Proven }
  | { kind: "pack"; proven: ProvenPack }
  | { kind: "credential"; proven: ProvenCredential };

/** The exit codes of `verify`, which are promised: scripts of others read them. */
export const exitCodes = {
  /** Genuine, signed by a key known here, and it held when it was last told. */
  good: 0,
  /** Changed, cut or not Attune's. */
  bad: 1,
  /** It could not be looked at: no such file, a wrong option, no key. */
  unfit: 2,
  /** Genuine, and revoked, superseded or expired; of a pack, one record in it or more was revoked or superseded. */
  ended: 3,
  /** Nothing is wrong with it, but who signed is not known here, or how it stood is not told, or not of late. */
  unsettled: 4,
} as const;

/** A line that says how something is. */
interface Said {
  as: "good" | "ended" | "unsettled" | "note";
  line: string;
}

/** What a file proved in lines, and the exit code: what nobody can be sure of goes before what has ended. */
export function judge(found: Found, now: Date): { lines: string[]; code: number } {
  const said = sayAll(found, now);
  const has = (as: Said["as"]) => said.some((one) => one.as === as);
  const code = has("unsettled") ? exitCodes.unsettled : has("ended") ? exitCodes.ended : exitCodes.good;
  return { lines: said.map(({ as, line }) => `${heads[as]}${line}`), code };
}

const heads = { good: "good  ", ended: "ENDED ", unsettled: "OPEN  ", note: "note  " };

function sayAll(found: Found, now: Date): Said[] {
  if (found.kind === "pack") return sayPack(found.proven);
  return found.kind === "credential" ? sayCredential(found.proven) : sayRecord(found, now);
}

function sayPack({ ended, ...pack }: ProvenPack): Said[] {
  const { madeAt, files, records, certificates, credentials, size, signer, isKnown, address, asOf, isEndedSince } =
    pack;
  const count = (state: string) => ended.filter((one) => one.state === state).length;
  return [
    good(`an evidence pack of ${madeAt}, ${files} files, each as it was signed`),
    good(`${records === 1 ? "1 record" : `${records} records`} in a log that was signed with ${size} entries`),
    good(
      `${certificates} ${certificates === 1 ? "certificate" : "certificates"} and ${credentials} ${credentials === 1 ? "credential" : "credentials"}, each of a record in it`,
    ),
    signedBy(signer, isKnown),
    ...ended.map(({ code, state, at }) => hasEnded(`record ${code} was ${words[state]} on ${at}`)),
    ...(isEndedSince
      ? [
          hasEnded(
            "its status list says REVOKED or SUPERSEDED, and its signed status does not: it ended after that was signed",
          ),
        ]
      : []),
    {
      as: "note",
      line: `status as of ${asOf}: ${count("revoked")} revoked, ${count("replaced")} superseded, ${records - ended.length} held`,
    },
    ...(address ? [later(`${address}/verify`)] : []),
  ];
}

const words = { revoked: "REVOKED", replaced: "SUPERSEDED" };

function sayCredential({ title, issuer, awardedAt, number, log, holds, status, expiredAt }: ProvenCredential): Said[] {
  return [
    good(`${title}, issued by ${issuer}, awarded ${awardedAt}, signed by a key of its issuer`),
    log
      ? good(`it names entry ${number} of a log that ${log.signer} signed with ${log.size} entries`)
      : { as: "note", line: `it names entry ${number} of a log whose keys are not known here` },
    ...(expiredAt ? [hasEnded(`it EXPIRED on ${expiredAt}`)] : []),
    ...sayStatus(holds, status),
  ];
}

function sayStatus(holds: boolean | null, status: ProvenCredential["status"]): Said[] {
  if (holds === null || !status)
    return [unsettled("without its status list nobody can tell whether it was revoked: --status FILE")];
  const { asOf, until, isPast } = status;
  return [
    holds
      ? good("its status list says that it holds")
      : hasEnded("it is REVOKED or SUPERSEDED, as its status list says"),
    isPast
      ? unsettled(`status as of ${asOf}: that list was to be told from until ${until}, get a newer one`)
      : { as: "note", line: `status as of ${asOf}; that list may be told from until ${until}` },
  ];
}

function sayRecord({ kind, proven }: Extract<Found, { proven: Proven }>, now: Date): Said[] {
  const { entry, person, number, size, signer, isKnown, revokedAt, supersededAt, statusSigner } = proven;
  const { course, completedAt, credit, code, provider } = entry;
  const hours = `${credit.hours} ${credit.hours === 1 ? credit.unit : credit.unit.replace("hour", "hours")}`;
  return [
    good(`record ${code}: ${course.title} ${course.version}, ${hours}, completed ${completedAt}`),
    good(person ? `issued to ${person.name}` : "the person's part was withdrawn"),
    good(`entry ${number} of a log that was signed with ${size} entries`),
    signedBy(signer, isKnown),
    // Another key's word on how it stood is worth what that key is.
    ...(statusSigner && statusSigner !== signer ? [signedBy(statusSigner, isKnown)] : []),
    ...(revokedAt ? [hasEnded(`this record was REVOKED on ${revokedAt}`)] : []),
    ...(supersededAt ? [hasEnded(`this record was SUPERSEDED on ${supersededAt} by a later one`)] : []),
    ...sayLifetime(lifetimeOf(entry, now)),
    sayAsOf(kind, proven),
    later(`${provider.address}/verify/${code}`),
  ];
}

function sayLifetime(lifetime: Lifetime | null): Said[] {
  if (!lifetime) return [];
  const { state, expiresOn } = lifetime;
  return [state === "expired" ? hasEnded(`this record EXPIRED: valid to ${expiresOn}`) : good(`valid to ${expiresOn}`)];
}

/** A certificate tells of the day on which it was drawn; a bundle must tell of its own, or an entry may have been cut out. */
function sayAsOf(kind: "bundle" | "certificate", { asOf, statusSigner }: Proven): Said {
  if (statusSigner) return { as: "note", line: `status as of ${asOf}, signed by ${statusSigner}` };
  return kind === "certificate"
    ? { as: "note", line: `status as of ${asOf}, when this certificate was drawn` }
    : unsettled(`no status is signed in this file: that nothing ended the record is known as of ${asOf} alone`);
}

/** What no file can know. */
function later(address: string): Said {
  return { as: "note", line: `what came after that no file can tell; ask at ${address}` };
}

function signedBy(signer: string, isKnown: boolean): Said {
  return isKnown
    ? good(`signed by ${signer}, a key known here`)
    : unsettled(`signed by ${signer}, which NOTHING HERE PINS: get evidence.pub from the practice, and say --key FILE`);
}

const good = (line: string): Said => ({ as: "good", line });
const hasEnded = (line: string): Said => ({ as: "ended", line });
const unsettled = (line: string): Said => ({ as: "unsettled", line });
