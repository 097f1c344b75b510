import type { Db } from "#db/open.ts";
import type { Approval } from "./certificate/approval.ts";
import { printedTitle, type RecordEntry } from "./completion-record/entry.ts";
import { type Lifetime, lifetimeOf } from "./completion-record/validity.ts";
import { isJournalled } from "./evidence/journalled.ts";
import { findStanding } from "./evidence.ts";
import { countTry, defaultLimits, forgetTry, type Limits } from "./throttle.ts";
import { isSameName } from "./verification/name.ts";

/**
 * How a record stands today. A graver state hides a lesser one: what was revoked is not called replaced, nor what has
 * expired merely without a name. One that is not in the journal yet is being issued, whatever else is true of it.
 */
export type RecordState = "issuing" | "valid" | "expired" | "replaced" | "revoked" | "withdrawn";

/** What anybody who has a record's code is told: all that its certificate claims, but the name. */
export interface Verified {
  code: string;
  state: RecordState;
  /** When it was revoked or replaced. By which record is not told: its number belongs to its owner. */
  endedAt: string | null;
  /** Until when it is valid; null for good. */
  lifetime: Lifetime | null;
  /** Whether there is a name to check. */
  hasName: boolean;
  title: string;
  version: string;
  hours: number;
  unit: RecordEntry["credit"]["unit"];
  isEstimate: boolean;
  category: RecordEntry["credit"]["category"];
  completedAt: string;
  issuedAt: string;
  /** Whether it was issued in place of an earlier one. */
  isCorrection: boolean;
  zone: string;
  issuer: { name: string; contact: string };
  approvals: Omit<Approval, "statement">[];
  assessment: string | null;
  /** Only where its owner lets this page show it, and while the record holds. */
  name: string | null;
}

interface Asking {
  code: string;
  /** Whose network it is asked from. */
  ip: string;
  now: Date;
  limits?: Limits;
}

/**
 * What a code verifies. A look at a code that no record has counts as a wrong try. A code that was never given, one that is none and one of another length are one refusal,
 * reached by the same steps; too many of them from one network are another. What is right counts for nothing.
 */
export async function verifyCode(
  db: Db,
  asking: Asking,
): Promise<{ verified: Verified } | { refused: "unknown" | "throttled" }> {
  const counted = await countLook(db, asking);
  if ("refused" in counted) return counted;
  const row = await findByCode(db, asking.code);
  if (!row) return { refused: "unknown" };
  await forgetTry(db, counted);
  return { verified: await tell(db, row, asking.now) };
}

/**
 * Whether this is the name on the record of a code, written as people write it: capitals, accents, blanks and the
 * order of its parts do not matter. The name itself is never told.
 */
export async function verifyName(
  db: Db,
  { name, ...asking }: Asking & { name: string },
): Promise<{ verified: Verified; matches: boolean } | { refused: "unknown" | "throttled" }> {
  const counted = await countLook(db, asking);
  if ("refused" in counted) return counted;
  const row = await findByCode(db, asking.code);
  if (!row) return { refused: "unknown" };
  const matches = isSameName(row.name ?? "", name);
  if (matches) await forgetTry(db, counted);
  return { verified: await tell(db, row, asking.now), matches };
}

/** A code as it is kept, from what somebody typed: groups, dashes and small letters, I or L for 1 and O for 0. */
export function normaliseCode(typed: string): string {
  const code = typed
    .toUpperCase()
    .replace(/[\s-]+/g, "")
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0");
  return code.slice(0, 64);
}

function countLook(db: Db, { code, ip, now, limits = defaultLimits }: Asking) {
  return countTry(db, { door: "verification", account: normaliseCode(code), ip, now, limits });
}

function findByCode(db: Db, code: string) {
  return db
    .selectFrom("completion_record")
    .leftJoin("record_person", "record_person.record_id", "completion_record.id")
    .leftJoin("record_disclosure", "record_disclosure.record_id", "completion_record.id")
    .select(["id", "code", "issued_at", "entry", "name", "record_disclosure.at as disclosedAt"])
    .select(isJournalled.as("isJournalled"))
    .where("code", "=", normaliseCode(code))
    .executeTakeFirst();
}

type Row = NonNullable<Awaited<ReturnType<typeof findByCode>>>;

async function tell(db: Db, row: Row, now: Date): Promise<Verified> {
  const entry: RecordEntry = JSON.parse(row.entry);
  const { course, credit, provider, approvals, completedAt, zone, assessment } = entry;
  const { revoked, supersededAt } = await findStanding(db, row.id);
  const lifetime = lifetimeOf(entry, now);
  const ended = revoked ? "revoked" : supersededAt ? "replaced" : lifetime?.state === "expired" ? "expired" : undefined;
  return {
    code: row.code,
    state: row.isJournalled === 0 ? "issuing" : (ended ?? (row.name === null ? "withdrawn" : "valid")),
    endedAt: revoked?.at ?? supersededAt,
    lifetime,
    hasName: row.name !== null,
    title: printedTitle(entry),
    version: course.version,
    hours: credit.hours,
    unit: credit.unit,
    isEstimate: credit.estimate,
    category: credit.category,
    completedAt,
    issuedAt: row.issued_at,
    isCorrection: entry.replaces !== undefined,
    zone,
    issuer: { name: provider.name, contact: provider.contact },
    approvals: approvals.map(({ body, number, from, to }) => ({ body, number, from, to })),
    assessment,
    name: row.disclosedAt === null || ended || row.isJournalled === 0 ? null : row.name,
  };
}
