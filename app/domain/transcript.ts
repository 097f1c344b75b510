import type { Db } from "#db/open.ts";
import { dayIn } from "./calendar.ts";
import { listRounds, type Renewed, renewedIn } from "./completion-record/round.ts";
import { type Lifetime, lifetimeOf } from "./completion-record/validity.ts";
import { type CompletionRecord, listRecords } from "./completion-record.ts";
import { listOutside, type OutsideCertificate } from "./outside-certificate.ts";

/** What a person completed in one calendar year: here, and, counted apart, elsewhere by their own word. */
export interface TranscriptYear {
  year: string;
  records: TranscriptRecord[];
  /** The sum of the records' hours. */
  hours: number;
  outside: OutsideCertificate[];
  /** The sum of what was recorded from elsewhere; never added to the other. */
  outsideHours: number;
}

export interface TranscriptRecord {
  id: string;
  code: string;
  title: string;
  version: string;
  provider: string;
  completedAt: string;
  /** The practice's as it stood at issue: it decides the day, and so the year, that the record prints. */
  zone: string;
  hours: number;
  category: string;
  /** It is being issued: nothing of it counts yet. */
  isIssuing: boolean;
  /** When it was revoked: its hours count nothing. */
  revokedAt: string | null;
  /** Until when it is valid; null for good. */
  lifetime: Lifetime | null;
  /** Whether it was taken again already. Known of one that could be: see `Lifetime`. */
  renewed: Renewed;
}

/**
 * A person's transcript, the newest year first, and in each the newest first. A record counts in the year of the day
 * that it prints, so that the sums are those of the records; one that another replaced is that other, and one that was
 * revoked is listed and counts nothing. One query more where a record can be renewed.
 */
export async function findTranscript(
  db: Db,
  { personId, now }: { personId: string; now: Date },
): Promise<TranscriptYear[]> {
  const standing = (await listStanding(db, personId)).map((record) => ({ record, line: toTranscript(record, now) }));
  const rounds = standing.some(({ line }) => line.lifetime?.state === "due") ? await listRounds(db, personId) : [];
  const records = standing.map(({ record, line }) => ({ ...line, renewed: renewedIn(rounds, record) }));
  const outside = await listOutside(db, personId);
  const years = new Set([...records.map(yearOf), ...outside.map(yearOfOutside)]);
  return [...years]
    .sort()
    .reverse()
    .map((year) => {
      const here = records.filter((record) => yearOf(record) === year);
      const elsewhere = outside.filter((certificate) => yearOfOutside(certificate) === year);
      return {
        year,
        records: here,
        hours: sumInHours(
          here
            .filter(({ revokedAt, isIssuing }) => revokedAt === null && !isIssuing)
            .map(({ hours }) => Math.round(hours * 100)),
        ),
        outside: elsewhere,
        outsideHours: sumInHours(elsewhere.map(({ hundredths }) => hundredths)),
      };
    });
}

async function listStanding(db: Db, personId: string): Promise<CompletionRecord[]> {
  const all = await listRecords(db, personId);
  return all
    .filter(({ replacedBy }) => replacedBy === null)
    .sort((a, b) => b.entry.completedAt.localeCompare(a.entry.completedAt));
}

function toTranscript(
  { id, code, entry, revokedAt, isJournalled }: CompletionRecord,
  now: Date,
): Omit<TranscriptRecord, "renewed"> {
  const { course, provider, completedAt, zone, credit } = entry;
  const { title, version } = course;
  const { hours, category } = credit;
  const lifetime = lifetimeOf(entry, now);
  const standing = { isIssuing: !isJournalled, revokedAt, lifetime };
  return { id, code, title, version, provider: provider.name, completedAt, zone, hours, category, ...standing };
}

function yearOf({ completedAt, zone }: Pick<TranscriptRecord, "completedAt" | "zone">): string {
  return dayIn(completedAt, zone).slice(0, 4);
}

function yearOfOutside({ completedOn }: OutsideCertificate): string {
  return completedOn.slice(0, 4);
}

/** From hundredths, so that a hundred quarters are twenty-five. */
function sumInHours(hundredths: number[]): number {
  return hundredths.reduce((sum, one) => sum + one, 0) / 100;
}
