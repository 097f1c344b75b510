import type { Logo } from "#app/domain/certificate/logo.ts";
import { plainLook, printedTitle, type RecordEntry } from "#app/domain/completion-record/entry.ts";
import type { RecordPerson } from "#app/domain/completion-record.ts";
import { inFours } from "#app/messages/amounts.ts";
import { certificate as words } from "#app/messages/certificate.ts";
import { records } from "#app/messages/records.ts";
import { printable, unprintableIn } from "./face.ts";

/** A fact with its label. */
export interface Fact {
  label: string;
  value: string;
}

/** All that a certificate prints, in words, whatever the template. */
export interface CertificateSheet {
  /** Decides every date inside the file, so that the same record is the same bytes. */
  issuedAt: Date;
  accent: string;
  logo: { bytes: Buffer; width: number; height: number; alt: string } | null;
  provider: string;
  /** The name as its owner writes it, and as the face can print it. */
  name: { whole: string; shown: string };
  licences: string[];
  course: { title: string; language: string; release: string };
  facts: Fact[];
  lines: string[];
  approvals: { line: string; statement: string }[];
  /** That no approval is claimed. */
  statement: string | null;
  advice: string;
  signature: { name: string; credential: string } | null;
  issuedOn: string;
  verification: { address: string; code: string };
  description: string;
  objectives: string[];
  principles: string[];
  particulars: Fact[];
  contentHash: string;
  isSample: boolean;
  /** It is not the file that was first drawn. */
  isAgain: boolean;
}

interface Attesting {
  entry: RecordEntry;
  person: RecordPerson;
  issuedAt: string;
  logo: Logo | undefined;
  isSample?: boolean;
  isAgain?: boolean;
}

/** A record as its certificate prints it: every field of it, no score, no attempt, nothing that the record lacks. */
export function sheetOf({
  entry,
  person,
  issuedAt,
  logo,
  isSample = false,
  isAgain = false,
}: Attesting): CertificateSheet {
  const { course, provider, zone, approvals, attestation, assessment, replaces, look = plainLook } = entry;
  const date = (at: string) => dateIn(zone, at);
  const day = (day: string) => dateIn("UTC", day);
  return {
    issuedAt: new Date(issuedAt),
    accent: look.accent,
    logo: logo ? { ...logo, alt: words.logo(provider.name) } : null,
    provider: printable(provider.name),
    name: { whole: person.name, shown: printable(person.name) },
    licences: person.licences.map(({ type, number, jurisdiction }) =>
      printable([[type, number].filter(Boolean).join(" "), jurisdiction].filter(Boolean).join(", ")),
    ),
    course: {
      title: printable(printedTitle(entry)),
      language: course.language,
      release: words.release(course.version),
    },
    facts: factsOf(entry),
    lines: [
      // Where a course has no name confirmed, the account's is printed, in whatever letters it is.
      unprintableIn(person.name).length > 0 ? words.lacking : null,
      entry.validity && words.validUntil(day(entry.validity.expiresOn)),
      course.deliveryFormat,
      assessment,
      attestation && words.attested(date(attestation.signedAt)),
      replaces ? words.inPlaceOf({ code: inFours(replaces.code), date: date(replaces.issuedAt) }) : null,
    ]
      .filter((line) => typeof line === "string")
      .map(withStop)
      .map(printable),
    approvals: approvals.map((approval) => ({
      line: printable(words.approvedBy({ ...approval, from: day(approval.from), to: day(approval.to) })),
      statement: printable(approval.statement),
    })),
    statement: entry.statement,
    advice: entry.keep.advice,
    signature: entry.signature && {
      name: printable(entry.signature.name),
      credential: printable(entry.signature.credential),
    },
    issuedOn: words.issuedOn(date(issuedAt)),
    verification: { address: `${provider.address}/verify/${entry.code}`, code: inFours(entry.code) },
    description: printable(course.summary),
    objectives: course.objectives.map(({ verb, text }) => printable(`${verb} ${text}`)),
    principles: (entry.principles ?? []).map(printable),
    particulars: particularsOf(entry),
    contentHash: course.hash,
    isSample,
    isAgain,
  };
}

function factsOf({ completedAt, zone, credit }: RecordEntry): Fact[] {
  const hours = String(credit.hours);
  const isCredit = credit.unit === "CE hour";
  return [
    { label: words.completedOn(zoneName(zone, completedAt)), value: dateIn(zone, completedAt) },
    {
      label: isCredit ? words.credit : words.learningTime(credit.estimate),
      value: isCredit ? records.record.ceHours(hours) : `${hours} ${hours === "1" ? "hour" : "hours"}`,
    },
    { label: words.category, value: records.record.categories[credit.category] },
  ];
}

function particularsOf(entry: RecordEntry): Fact[] {
  const { course, provider, credit } = entry;
  const estimate = credit.estimate ? [{ label: words.hours, value: words.estimate }] : [];
  const facts = [
    { label: words.provider, value: [provider.name, provider.contact, provider.address].filter(Boolean).join(", ") },
    {
      label: words.authors,
      value: course.authors.map(({ name, credentials }) => [name, credentials].filter(Boolean).join(", ")).join("; "),
    },
    ...estimate,
    { label: words.release(course.version), value: `${words.contentHash} ${course.hash}` },
    ...(entry.syllabus ? [{ label: words.syllabus, value: `SHA-256 ${entry.syllabus}` }] : []),
  ];
  return facts.map(({ label, value }) => ({ label, value: printable(value) }));
}

function withStop(line: string): string {
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function dateIn(zone: string, at: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: zone }).format(new Date(at));
}

function zoneName(zone: string, at: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "short" }).formatToParts(new Date(at));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}
