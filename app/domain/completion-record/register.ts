import { type ExpressionBuilder, sql } from "kysely";
import type { Db } from "#db/open.ts";
import type { Schema } from "#db/schema.ts";
import { endOfDay } from "../calendar.ts";
import type { RecordState } from "../verification.ts";
import { normaliseCode } from "../verification.ts";
import { printedTitle, type RecordEntry } from "./entry.ts";
import { lifetimeOf } from "./validity.ts";

/** A record as the practice's register lists it. */
export interface RegisterLine {
  id: string;
  code: string;
  /** Null once it was withdrawn. */
  name: string | null;
  title: string;
  version: string;
  hours: number;
  completedAt: string;
  issuedAt: string;
  zone: string;
  state: Exclude<RecordState, "issuing">;
}

/** What can be told without reading an entry: until when a record is valid stands there. */
export type RegisterFilterState = Exclude<RecordState, "expired" | "issuing">;

export interface RegisterFilter {
  courseId?: string;
  /** The year of issue, in the practice's zone. */
  year?: number;
  state?: RegisterFilterState;
}

/**
 * The register, the newest first, or what comes after the record `before`, with `next` to ask for the rest. A page
 * costs what it shows: it is read off an index, and nothing is counted. Undefined where `before` is no record.
 */
export async function listRegister(
  db: Db,
  {
    filter,
    zone,
    before,
    limit,
    now,
  }: { filter: RegisterFilter; zone: string; before?: string; limit: number; now: Date },
): Promise<{ lines: RegisterLine[]; next: string | undefined } | undefined> {
  const { courseId, year, state } = filter;
  const after = before === undefined ? undefined : await findPlace(db, before);
  if (before !== undefined && !after) return undefined;
  const rows = await selectRegister(db)
    .$if(courseId !== undefined, (query) => query.where("record.course_id", "=", courseId ?? ""))
    .$if(year !== undefined, (query) =>
      query
        .where("record.issued_at", ">", endOfYear((year ?? 0) - 1, zone))
        .where("record.issued_at", "<=", endOfYear(year ?? 0, zone)),
    )
    .$if(state !== undefined, (query) => query.where((where) => isInState(where, state ?? "valid")))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(record.issued_at, record.id) < (${after?.issued_at}, ${after?.id})`),
    )
    .orderBy("record.issued_at", "desc")
    .orderBy("record.id", "desc")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return { lines: page.map((row) => toLine(row, now)), next: rows.length > limit ? page.at(-1)?.id : undefined };
}

/** The records of a number, or of a name that holds these words; the newest first, `limit` at most. */
export async function searchRegister(
  db: Db,
  { words, limit, now }: { words: string; limit: number; now: Date },
): Promise<RegisterLine[]> {
  const code = normaliseCode(words);
  const pattern = `%${words.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await selectRegister(db)
    .where((where) =>
      where.or([where("record.code", "=", code), sql<boolean>`lower(part.name) like ${pattern} escape '\\'`]),
    )
    .orderBy("record.issued_at", "desc")
    .orderBy("record.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => toLine(row, now));
}

function findPlace(db: Db, id: string) {
  return db.selectFrom("completion_record").select(["id", "issued_at"]).where("id", "=", id).executeTakeFirst();
}

function selectRegister(db: Db) {
  return db
    .selectFrom("completion_record as record")
    .leftJoin("record_person as part", "part.record_id", "record.id")
    .leftJoin("completion_record as later", "later.replaces", "record.id")
    .leftJoin("evidence_entry as revoked", (join) =>
      join.onRef("revoked.record_id", "=", "record.id").on("revoked.kind", "=", "revoke"),
    )
    .select(["record.id", "record.code", "record.issued_at", "record.entry", "part.name"])
    .select(["later.id as laterId", "revoked.at as revokedAt"]);
}

interface Joined extends Schema {
  part: { record_id: string | null };
  later: { id: string | null };
  revoked: { at: string | null };
}

/** The later state hides the earlier one, as verification tells it. */
function isInState(where: ExpressionBuilder<Joined, "part" | "later" | "revoked">, state: RegisterFilterState) {
  if (state === "revoked") return where("revoked.at", "is not", null);
  const notRevoked = where("revoked.at", "is", null);
  if (state === "replaced") return where.and([notRevoked, where("later.id", "is not", null)]);
  const stands = where.and([notRevoked, where("later.id", "is", null)]);
  return where.and([stands, where("part.record_id", state === "withdrawn" ? "is" : "is not", null)]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRegister>["execute"]>>[number];

function toLine(
  { id, code, issued_at: issuedAt, entry: text, name, laterId, revokedAt }: Row,
  now: Date,
): RegisterLine {
  const entry: RecordEntry = JSON.parse(text);
  const { course, credit, completedAt, zone } = entry;
  const hasExpired = lifetimeOf(entry, now)?.state === "expired";
  const ended = revokedAt ? "revoked" : laterId ? "replaced" : hasExpired ? "expired" : undefined;
  const state = ended ?? (name === null ? "withdrawn" : "valid");
  const line = { id, code, name, title: printedTitle(entry), version: course.version, hours: credit.hours };
  return { ...line, completedAt, issuedAt, zone, state };
}

function endOfYear(year: number, zone: string): string {
  return endOfDay(`${year}-12-31`, zone).toISOString();
}
