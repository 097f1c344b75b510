import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { type OpenedRequest, type RequestLine, selectRequests, toLine } from "../request.ts";
import { noteView } from "../view.ts";
import { openTexts, type RequestPart, sealText } from "./texts.ts";

/** A request in the queue. */
export interface QueuedRequest extends RequestLine {
  /** Whether what was due was not done in time, or is not yet done and late. */
  isLate: boolean;
}

/** A request before the administrator who answers it; without a person where it was sent without a name. */
export interface RequestToAnswer extends OpenedRequest {
  person: { id: string; name: string } | null;
}

export type Answering = { actor: PersonActor; requestId: string; now: Date };

/** Every request that is not resolved, what is due first before the rest, then the newest of those that are. */
export async function listQueue(db: Db, { now }: { now: Date }): Promise<QueuedRequest[]> {
  const open = await selectRequests(db)
    .where("resolved_at", "is", null)
    .orderBy("due_at")
    .orderBy("request.id")
    .execute();
  const closed = await selectRequests(db)
    .where("resolved_at", "is not", null)
    .orderBy("resolved_at", "desc")
    .limit(50)
    .execute();
  return [...open, ...closed].map((row) => {
    const met = row.kind === "grievance" ? row.acknowledged_at : row.answered_at;
    return { ...toLine(row), isLate: (met ?? row.resolved_at ?? now.toISOString()) > row.due_at };
  });
}

/** One request with its words, which notes that this administrator has looked. Undefined for one that is not there. */
export async function openRequest(
  db: Db,
  { seals, actor, requestId, now }: Answering & { seals: Seals },
): Promise<RequestToAnswer | undefined> {
  const row = await selectRequests(db)
    .leftJoin("person", "person.id", "request.person_id")
    .select(["person_id", "person.name"])
    .where("request.id", "=", requestId)
    .executeTakeFirst();
  if (!row) return undefined;
  const person = row.person_id === null ? null : { id: row.person_id, name: row.name ?? "" };
  if (person && person.id !== actor.id) {
    await noteView(db, { viewerId: actor.id, subject: { kind: "person", id: person.id }, now });
  }
  return { ...toLine(row), person, texts: await openTexts(db, { seals, requestId }) };
}

/** Says that a request has been seen. Twice is once. Undefined for one that is not there. */
export async function acknowledgeRequest(
  db: Db,
  { actor, requestId, now }: Answering,
): Promise<{ done: true } | undefined> {
  return transact(db, async (db) => {
    const row = await findStanding(db, requestId);
    if (!row) return undefined;
    if (row.acknowledged_at) return { done: true };
    await db
      .updateTable("request")
      .set({ acknowledged_at: now.toISOString(), acknowledged_by: actor.id })
      .where("id", "=", requestId)
      .execute();
    await audit(db, "acknowledge request", { actor, requestId, now });
    return { done: true };
  });
}

/** Answers a request, once; the same answer again is one. Refused where another stands. It acknowledges as well. */
export async function answerRequest(db: Db, answering: Answering & { seals: Seals; text: string }): Promise<Written> {
  return write(db, { ...answering, part: "answer", act: "answer request" });
}

/** Records how a request was resolved, once, which closes it. It acknowledges as well. */
export async function resolveRequest(db: Db, answering: Answering & { seals: Seals; text: string }): Promise<Written> {
  return write(db, { ...answering, part: "resolution", act: "resolve request" });
}

type Written = { done: true } | { refused: "stands-already" | "resolved" | "unsealed" } | undefined;

interface Writing extends Answering {
  seals: Seals;
  text: string;
  part: Extract<RequestPart, "answer" | "resolution">;
  act: string;
}

/** The trail names the administrator and the request, and neither its person nor its words. */
async function write(db: Db, { seals, actor, requestId, text, part, act, now }: Writing): Promise<Written> {
  if (!(await findStanding(db, requestId))) return undefined;
  const standing = (await openTexts(db, { seals, requestId }))[part];
  const sealed = sealText(seals, { requestId, part, text });
  if (!sealed) return { refused: "unsealed" };
  return transact(db, async (db) => {
    const row = await findStanding(db, requestId);
    if (!row) return undefined;
    const isWritten = part === "answer" ? row.answered_at : row.resolved_at;
    if (isWritten) return standing === text ? { done: true } : { refused: "stands-already" };
    if (row.resolved_at) return { refused: "resolved" };
    const at = now.toISOString();
    await db
      .insertInto("request_text")
      .values({ request_id: requestId, part, ...sealed })
      .execute();
    await db
      .updateTable("request")
      .set(part === "answer" ? { answered_at: at, answered_by: actor.id } : { resolved_at: at, resolved_by: actor.id })
      .set(row.acknowledged_at ? {} : { acknowledged_at: at, acknowledged_by: actor.id })
      .where("id", "=", requestId)
      .execute();
    await audit(db, act, { actor, requestId, now });
    return { done: true };
  });
}

async function findStanding(db: Db, requestId: string) {
  return db
    .selectFrom("request")
    .select(["acknowledged_at", "answered_at", "resolved_at"])
    .where("id", "=", requestId)
    .executeTakeFirst();
}

async function audit(db: Db, act: string, { actor, requestId, now }: Answering): Promise<void> {
  await writeAudit(db, { actor, act, subject: { kind: "request", id: requestId }, now });
}
