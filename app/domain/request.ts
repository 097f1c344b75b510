import { newNumber, newRandomId } from "#app/platform/chance.ts";
import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import type { RequestTable } from "#db/schema.ts";
import { addWorkingDays, dayIn, endOfDay } from "./calendar.ts";
import { openTexts, type RequestTexts, sealText } from "./request/texts.ts";

export type RequestKind = RequestTable["kind"];
export type RequestState = "sent" | "acknowledged" | "answered" | "resolved";

/** Working days until an accommodation is answered (CE-37) and a grievance is acknowledged (CE-38). */
const daysUntilDue: Record<RequestKind, number> = { accommodation: 5, grievance: 2 };

/** A request as its sender sees it listed, and as administrators do: never why. */
export interface RequestLine {
  id: string;
  number: string;
  kind: RequestKind;
  /** A day in the practice's zone. */
  sentOn: string;
  /** The end of the day by which an accommodation is answered, a grievance acknowledged. */
  dueAt: string;
  state: RequestState;
  /** When it came to that state; null while it is only sent. */
  stateAt: string | null;
}

/** A request with its words; null where they can no longer be opened, or are not kept any more. */
export interface OpenedRequest extends RequestLine {
  texts: RequestTexts;
}

interface SendingRequest {
  seals: Seals;
  kind: RequestKind;
  /** Null for a grievance without a name. */
  personId: string | null;
  reason: string;
  /** The same form sent twice is one request. */
  key: string;
  /** The practice's. */
  zone: string;
  now: Date;
}

/**
 * Sends a request; its words are sealed with a key of its own. One without a person holds nothing that leads to one:
 * a random id, a day, no trail. The trail holds nothing of any sending, since it would name the sender. Refused where
 * nothing can be sealed.
 */
export async function sendRequest(
  db: Db,
  { seals, kind, personId, reason, key, zone, now }: SendingRequest,
): Promise<{ request: string; number: string } | { refused: "unsealed" | "nameless" }> {
  if (personId === null && kind === "accommodation") return { refused: "nameless" };
  const form_key = personId === null ? key : [personId, key].join("/");
  const [id, number] = [newRandomId(), newNumber()];
  const sealed = sealText(seals, { requestId: id, part: "reason", text: reason });
  if (!sealed) return { refused: "unsealed" };

  const sent = await transact(db, async (db) => {
    const sent_on = dayIn(now, zone);
    const due_at = endOfDay(addWorkingDays(sent_on, daysUntilDue[kind]), zone).toISOString();
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("request")
      .values({ id, number, form_key, kind, person_id: personId, sent_on, due_at })
      .onConflict((conflict) => conflict.column("form_key").doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return findSent(db, form_key);
    await db
      .insertInto("request_text")
      .values({ request_id: id, part: "reason", ...sealed })
      .execute();
    return { request: id, number };
  });
  if (sent.request !== id) seals.forget(id);
  return sent;
}

function findSent(db: Db, form_key: string): Promise<{ request: string; number: string }> {
  const sent = db.selectFrom("request").select(["id as request", "number"]).where("form_key", "=", form_key);
  return sent.executeTakeFirstOrThrow();
}

/** A person's own requests, the newest first. What they sent without a name is not among them. */
export async function listRequests(db: Db, personId: string): Promise<RequestLine[]> {
  const rows = await selectRequests(db)
    .where("person_id", "=", personId)
    .orderBy("sent_on", "desc")
    .orderBy("number")
    .execute();
  return rows.map(toLine);
}

/** One of a person's own, with its words; another's is not there. */
export async function findRequest(
  db: Db,
  { seals, personId, requestId }: { seals: Seals; personId: string; requestId: string },
): Promise<OpenedRequest | undefined> {
  const row = await selectRequests(db).where("id", "=", requestId).where("person_id", "=", personId).executeTakeFirst();
  return row && { ...toLine(row), texts: await openTexts(db, { seals, requestId: row.id }) };
}

/**
 * A request that was sent without a name, found by its number, which only its sender was given. One with a name is not
 * found so: it stands among its person's own.
 */
export async function findByNumber(
  db: Db,
  { seals, number }: { seals: Seals; number: string },
): Promise<OpenedRequest | undefined> {
  const row = await selectRequests(db)
    .where("number", "=", normaliseNumber(number))
    .where("person_id", "is", null)
    .executeTakeFirst();
  return row && { ...toLine(row), texts: await openTexts(db, { seals, requestId: row.id }) };
}

export function selectRequests(db: Db) {
  return db
    .selectFrom("request")
    .select(["request.id", "number", "kind", "sent_on", "due_at", "acknowledged_at", "answered_at", "resolved_at"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRequests>["execute"]>>[number];

export function toLine({ id, number, kind, sent_on, due_at, ...at }: Row): RequestLine {
  const [state, stateAt] = stateOf(at);
  return { id, number, kind, sentOn: sent_on, dueAt: due_at, state, stateAt };
}

function stateOf({
  acknowledged_at,
  answered_at,
  resolved_at,
}: Pick<Row, "acknowledged_at" | "answered_at" | "resolved_at">): [RequestState, string | null] {
  if (resolved_at) return ["resolved", resolved_at];
  if (answered_at) return ["answered", answered_at];
  return acknowledged_at ? ["acknowledged", acknowledged_at] : ["sent", null];
}

/** As it may be typed: in small letters, without its hyphens, with letters for the digits that they look like. */
function normaliseNumber(typed: string): string {
  const signs = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return signs.replace(/(.{4})(?=.)/g, "$1-");
}
